import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import org.json.JSONArray;
import org.json.JSONObject;
import org.ofdrw.converter.export.PDFExporterIText;
import org.ofdrw.core.action.CT_Action;
import org.ofdrw.core.action.actionType.actionGoto.CT_Dest;
import org.ofdrw.core.action.actionType.actionGoto.Goto;
import org.ofdrw.core.attachment.CT_Attachment;
import org.ofdrw.core.basicStructure.ofd.OFD;
import org.ofdrw.core.basicStructure.ofd.docInfo.CT_DocInfo;
import org.ofdrw.core.basicStructure.ofd.docInfo.CustomData;
import org.ofdrw.core.basicStructure.outlines.CT_OutlineElem;
import org.ofdrw.core.basicStructure.outlines.Outlines;
import org.ofdrw.reader.ContentExtractor;
import org.ofdrw.reader.OFDReader;

/**
 * Reads OFD files with ofdrw, all of them in one JVM:
 *
 *     java -cp 'JARS/*' Read.java DIR
 *
 * Of every NAME.ofd in the folder it writes NAME.pdf, as ofdrw draws the pages through
 * iText, and NAME.json, what else ofdrw finds. ofdrw is under the Apache licence. iText is
 * under the AGPL: it is fetched for this test alone, and nothing links it or ships it.
 */
class Read {
    public static void main(String[] args) throws Exception {
        int failed = 0;
        try (DirectoryStream<Path> files = Files.newDirectoryStream(Path.of(args[0]), "*.ofd")) {
            for (Path file : files) {
                String name = file.toString().replaceFirst("[.]ofd$", "");
                try {
                    Files.writeString(Path.of(name + ".json"), read(file).toString());
                    try (PDFExporterIText pdf = new PDFExporterIText(file, Path.of(name + ".pdf"))) {
                        pdf.export();
                    }
                } catch (Throwable e) {
                    System.err.println(file);
                    e.printStackTrace();
                    failed++;
                }
            }
        }
        System.exit(failed == 0 ? 0 : 1);
    }

    static JSONObject read(Path file) throws Exception {
        JSONObject found = new JSONObject();
        try (OFDReader reader = new OFDReader(file)) {
            OFD ofd = reader.getOFDDir().getOfd();
            CT_DocInfo info = ofd.getDocBody().getDocInfo();
            found.put("type", ofd.attributeValue("DocType")); // getDocType says OFD of every file
            found.put("id", info.getDocID());
            found.put("title", info.getTile()); // its spelling
            found.put("author", info.getAuthor());
            found.put("subject", info.getSubject());
            found.put("created", info.getCreationDate()); // null is left out
            JSONObject custom = new JSONObject();
            if (info.getCustomDatas() != null) {
                for (CustomData data : info.getCustomDatas().getCustomDatas()) {
                    custom.put(data.getDataName(), data.getValue());
                }
            }
            found.put("custom", custom);

            JSONArray pages = new JSONArray();
            JSONArray ids = new JSONArray();
            ContentExtractor text = new ContentExtractor(reader);
            for (int page = 1; page <= reader.getNumberOfPages(); page++) {
                JSONArray texts = new JSONArray();
                text.getPageContent(page).forEach(texts::put);
                pages.put(texts);
                ids.put(reader.getPageObjectId(page).toString());
            }
            found.put("pages", pages);
            found.put("ids", ids);

            Outlines outlines = reader.getDoc(0).getOutlines();
            found.put("outline", outlines == null ? new JSONArray() : outline(outlines.getOutlineElems()));

            JSONArray attachments = new JSONArray();
            for (CT_Attachment attachment : reader.getAttachmentList()) {
                JSONObject a = new JSONObject();
                a.put("name", attachment.getAttachmentName());
                a.put("format", attachment.getFormat());
                a.put("data", Base64.getEncoder().encodeToString(Files.readAllBytes(reader.getAttachmentFile(attachment))));
                attachments.put(a);
            }
            found.put("attachments", attachments);
        }
        return found;
    }

    static JSONArray outline(List<CT_OutlineElem> entries) {
        JSONArray list = new JSONArray();
        for (CT_OutlineElem entry : entries) {
            JSONObject e = new JSONObject();
            e.put("title", entry.getTitle());
            CT_Action action = entry.getActions().getActions().get(0);
            CT_Dest dest = (CT_Dest) ((Goto) action.getAction()).getTarget();
            e.put("page", dest.getPageID().toString());
            e.put("left", Double.valueOf(dest.attributeValue("Left"))); // getLeft looks for a child
            e.put("top", Double.valueOf(dest.attributeValue("Top")));
            e.put("under", outline(entry.getOutlineElems()));
            list.put(e);
        }
        return list;
    }
}
