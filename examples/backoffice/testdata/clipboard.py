"""Has LibreOffice copy ranges of a sheet: clipboard.py PROFILE < {"cells": [[row, column, rows, columns, text], …], "ranges": […]}

Writes [{"text": …, "html": …}, …]: what it puts on the clipboard for each range."""
import json, subprocess, sys, time
import uno
from com.sun.star.beans import PropertyValue
from com.sun.star.connection import NoConnectException
from com.sun.star.datatransfer import DataFlavor

profile = sys.argv[1]
job = json.load(sys.stdin)
name = "backoffice%d" % abs(hash(profile))
office = subprocess.Popen(["soffice", "-env:UserInstallation=file://" + profile, "--headless", "--norestore", "--accept=pipe,name=%s;urp;" % name],
                          stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
local = uno.getComponentContext()
resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
for attempt in range(300):
    try:
        context = resolver.resolve("uno:pipe,name=%s;urp;StarOffice.ComponentContext" % name)
        break
    except NoConnectException:
        time.sleep(0.1)
desktop = context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context)
document = desktop.loadComponentFromURL("private:factory/scalc", "_blank", 0, (PropertyValue("Hidden", 0, True, 0),))
sheet = document.Sheets.getByIndex(0)
for row, column, rows, columns, text in job["cells"]:
    cell = sheet.getCellByPosition(column, row)
    cell.Formula = text
    if rows * columns > 1:
        sheet.getCellRangeByPosition(column, row, column + columns - 1, row + rows - 1).merge(True)
controller = document.CurrentController
copied = []
for area in job["ranges"]:
    controller.select(sheet.getCellRangeByName(area))
    data = controller.getTransferable()
    flavours = {f.MimeType.split(";")[0]: f for f in data.getTransferDataFlavors()}
    html = data.getTransferData(flavours["text/html"])
    copied.append({
        "text": data.getTransferData(DataFlavor("text/plain;charset=utf-16", "", uno.getTypeByName("string"))),
        "html": html.value.decode("utf-8").rstrip("\0") if hasattr(html, "value") else str(html),
    })
json.dump(copied, sys.stdout)
sys.stdout.flush()
document.close(True)
try:
    desktop.terminate()
except Exception:
    pass
office.wait(20)
