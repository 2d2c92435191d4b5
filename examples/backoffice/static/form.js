"use strict"; // what a page can do with script; all of it works without
