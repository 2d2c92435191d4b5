"""Fills in a workbook in LibreOffice: fill.py PROFILE IN OUT < [[sheet, cell, text or number], …]

What is locked stays as it is. OUT is calculated anew."""
import json, subprocess, sys, time
import uno
from com.sun.star.beans import PropertyValue
from com.sun.star.connection import NoConnectException

profile, source, target = sys.argv[1:]
office = subprocess.Popen(["soffice", "-env:UserInstallation=file://" + profile, "--headless", "--norestore", "--accept=pipe,name=nianbao%d;urp;" % hash(profile)])
local = uno.getComponentContext()
resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
for attempt in range(300):
    try:
        context = resolver.resolve("uno:pipe,name=nianbao%d;urp;StarOffice.ComponentContext" % hash(profile))
        break
    except NoConnectException:
        time.sleep(0.1)
desktop = context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context)
document = desktop.loadComponentFromURL("file://" + source, "_blank", 0, (PropertyValue("Hidden", 0, True, 0),))
for sheet, cell, value in json.load(sys.stdin):
    sheet = document.Sheets.getByName(sheet)
    cell = sheet.getCellRangeByName(cell)
    if sheet.isProtected() and cell.CellProtection.IsLocked:
        continue
    if isinstance(value, str):
        cell.String = value
    else:
        cell.Value = value
document.calculateAll()
document.storeToURL("file://" + target, (PropertyValue("FilterName", 0, "Calc MS Excel 2007 XML", 0),))
document.close(True)
try:
    desktop.terminate()
except Exception:
    pass
office.wait()
