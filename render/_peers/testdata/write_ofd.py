# Makes an OFD of a PDF as often as is said, and prints the seconds of CPU time of all:
# write_ofd.py pdf2ofd|easyofd|easyofd-picture IN.pdf OUT.ofd N
import contextlib
import io
import os
import shutil
import sys
import tempfile
import time

how, source, target, times = sys.argv[1], os.path.abspath(sys.argv[2]), os.path.abspath(sys.argv[3]), int(sys.argv[4])

if how == "pdf2ofd":
    from pdf2ofd import convert

    def write():
        convert(source, target, verbose=False)
else:
    from easyofd import OFD
    from loguru import logger

    logger.remove()
    with open(source, "rb") as f:
        pdf = f.read()
    os.chdir(tempfile.mkdtemp())  # it leaves its parts in the folder where it is called

    def write():
        shutil.rmtree("test", ignore_errors=True)
        file = OFD().pdf2ofd(pdf, optional_text=how == "easyofd")
        with open(target, "wb") as f:
            f.write(file)

with contextlib.redirect_stdout(io.StringIO()):
    write()
    start = time.process_time()
    for _ in range(times):
        write()
    seconds = time.process_time() - start
if how != "pdf2ofd":
    shutil.rmtree(os.getcwd())
print(seconds)
