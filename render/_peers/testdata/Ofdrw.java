import java.lang.management.ManagementFactory;
import java.nio.file.*;
import java.util.*;
import org.ofdrw.converter.ofdconverter.PDFConverter;
import org.ofdrw.font.Font;
import org.ofdrw.layout.*;
import org.ofdrw.layout.element.Position;
import org.ofdrw.layout.element.canvas.*;

/**
 * Makes an OFD with ofdrw as often as is said, and prints the seconds of CPU time of all:
 * from a drawing (draw), by ofdrw-layout, or from a PDF (convert), by ofdrw-converter. It
 * has no subsets of fonts: it puts whole ones into the file, or (bare) none.
 */
public class Ofdrw {
    static final int WARM = 5; // documents before those that are measured

    public static void main(String[] args) throws Exception {
        Path in = Path.of(args[1]), out = Path.of(args[2]);
        int n = Integer.parseInt(args[3]);
        var system = (com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        List<List<String[]>> pages = args[0].equals("convert") ? null : read(in);
        long start = 0;
        for (int i = -WARM; i < n; i++) {
            if (i == 0) {
                start = system.getProcessCpuTime();
            }
            Files.deleteIfExists(out);
            if (pages != null) {
                draw(pages, out, args[0].equals("draw"));
            } else {
                try (PDFConverter c = new PDFConverter(out)) {
                    c.convert(in);
                }
            }
        }
        System.out.println((system.getProcessCpuTime() - start) / 1e9);
    }

    /** Reads the lines of a drawing, the first of each page being its size. */
    static List<List<String[]>> read(Path in) throws Exception {
        List<List<String[]>> pages = new ArrayList<>();
        for (String line : Files.readAllLines(in)) {
            String[] f = line.split("\t");
            if (f[0].equals("page")) {
                pages.add(new ArrayList<>());
            }
            pages.get(pages.size() - 1).add(f);
        }
        return pages;
    }

    static double mm(String s) {
        return Double.parseDouble(s);
    }

    static void draw(List<List<String[]>> pages, Path out, boolean embed) throws Exception {
        Map<String, Font> fonts = new HashMap<>();
        try (OFDDoc doc = new OFDDoc(out)) {
            for (List<String[]> page : pages) {
                double w = mm(page.get(0)[1]), h = mm(page.get(0)[2]);
                Canvas canvas = new Canvas(0, 0, w, h);
                canvas.setPosition(Position.Absolute);
                canvas.setDrawer(c -> {
                    for (String[] f : page) {
                        switch (f[0]) {
                            case "shade" -> {
                                int rgb = Integer.parseInt(f[5]);
                                c.setFillColor(rgb >> 16, rgb >> 8 & 255, rgb & 255);
                                c.fillRect(mm(f[1]), mm(f[2]), mm(f[3]), mm(f[4]));
                                c.setFillColor(0, 0, 0);
                            }
                            case "rule" -> {
                                c.setLineWidth(mm(f[5]));
                                c.beginPath().moveTo(mm(f[1]), mm(f[2])).lineTo(mm(f[3]), mm(f[4])).stroke();
                            }
                            case "text" -> {
                                Path file = Path.of(f[1]);
                                String name = file.getFileName().toString().replace(".ttf", "");
                                Font font = fonts.computeIfAbsent(name, k -> new Font(k, file).setEmbeddable(embed));
                                c.setFont(new FontSetting(mm(f[2]), font).setLetterSpacing(mm(f[5])));
                                c.fillText(f[6], mm(f[3]), mm(f[4]));
                            }
                        }
                    }
                });
                VirtualPage v = new VirtualPage(new PageLayout(w, h).setMargin(0d));
                v.add(canvas);
                doc.addVPage(v);
            }
        }
    }
}
