'use strict';
// What a page can do with script: the page of a section saves itself, is judged while one
// types, is moved about in by keys, and takes blocks of cells from sheets. What figures,
// rules and blocks are the server says; all of it works without script, too.
(() => {
  const form = document.getElementById('section');
  if (!form || !form.dataset.check) return;

  // --- Fields, by their JSON pointers: what is typed, and what stands in the report. ---
  const fields = new Map();
  for (const el of form.elements) {
    const was = el.name.startsWith('/') && form.elements.namedItem('was:' + el.name);
    if (was) fields.set(el.name, { el, was, same: null, conflict: null });
  }
  const fieldOf = el => el && fields.get(el.name);
  const get = el => el.type === 'checkbox' ? (el.checked ? '1' : '') : el.value;
  const put = (el, text) => el.type === 'checkbox' ? el.checked = text !== '' : el.value = text;
  // What was sent in other words than the report has is saved, though it stays while one types.
  const dirty = f => get(f.el) !== f.was.value && get(f.el) !== f.same;
  const labelOf = f => f.el.getAttribute('aria-label') || (f.el.labels[0] ? f.el.labels[0].textContent : f.el.name);
  const changed = () => [...fields.values()].filter(dirty);
  const reasons = () => [...document.querySelectorAll('#findings textarea')].filter(el => el.value !== el.defaultValue);

  function pairs(list, more = {}) {
    const p = new URLSearchParams(more);
    for (const f of list) {
      p.append(f.el.name, get(f.el));
      p.append('was:' + f.el.name, f.was.value);
    }
    return p;
  }

  // --- What is told. ---
  const make = (name, props, ...children) => {
    const el = Object.assign(document.createElement(name), props);
    el.append(...children);
    return el;
  };
  const button = (text, onclick, label = text) => {
    const el = make('button', { type: 'button', className: 'button', onclick }, text);
    el.setAttribute('aria-label', label);
    return el;
  };
  const line = (id, role) => {
    const el = make('div', { id });
    el.setAttribute('role', role);
    return el;
  };
  const status = line('status', 'status'), told = line('told', 'status');
  form.append(make('div', { className: 'live' }, told, status));
  const say = (text, failed) => { status.className = failed ? 'finding error' : ''; status.textContent = text; };
  function tell(lines, failed, ...buttons) {
    told.replaceChildren(make('ul', { className: failed ? 'told error' : 'told', tabIndex: 0 }, ...lines.map(x => make('li', {}, x))), ...buttons,
      button('知道了', () => told.replaceChildren()));
  }

  // --- Asking the server. ---
  async function ask(url, body, keepalive = false) {
    const failed = (text, again) => Object.assign(new Error(text), { again });
    let answer, json;
    try {
      answer = await fetch(url, { method: 'POST', body, keepalive, redirect: 'manual', headers: { Accept: 'application/json' } });
    } catch {
      throw failed('网络不通', true);
    }
    if (answer.type === 'opaqueredirect') throw failed('登录已过期；请另开一个窗口重新登录', true);
    try {
      json = await answer.json();
    } catch {
      throw failed('服务器没有正常应答', true);
    }
    if (!answer.ok && !json.saved) throw failed(json.error, answer.status >= 500 || answer.status === 401);
    return json;
  }

  // --- Live totals and findings. An answer that another question has overtaken is dropped. ---
  let asked = 0, checkTimer;
  function checkLater() {
    clearTimeout(checkTimer);
    checkTimer = setTimeout(check, 300);
  }
  async function check() {
    const number = ++asked;
    try {
      judge(await ask(form.dataset.check, pairs(changed())), number);
    } catch { /* that the server is away is told when saving fails */ }
  }
  let summary;
  function judge(answer, number) {
    if (number !== asked) return;
    for (const el of form.querySelectorAll('output[data-path]')) el.textContent = answer.totals[el.dataset.path] ?? '';
    for (const el of form.querySelectorAll('[data-findings]')) {
      const found = answer.fields[el.dataset.findings] ?? [];
      el.replaceChildren(...found.map(x => make('p', { className: 'finding ' + x.severity }, make('strong', {}, x.name), ' ' + x.message)));
      const f = fields.get(el.dataset.findings);
      if (f) f.el.toggleAttribute('aria-invalid', false);
      if (f && found.some(x => x.severity === 'error')) f.el.setAttribute('aria-invalid', 'true');
    }
    const list = document.getElementById('findings');
    if (list && answer.summary !== summary && !list.contains(document.activeElement) && !reasons().length) {
      summary = answer.summary;
      list.outerHTML = summary;
    }
  }

  // --- Drafts save themselves. One save at a time; what cannot be saved is tried again. ---
  let saveTimer, saving = null, wait = 0, leaving = false;
  function saveLater(ms = 1000) {
    clearTimeout(saveTimer);
    saveTimer = setTimeout(save, ms);
  }
  async function save(refresh = false, keepalive = false) {
    clearTimeout(saveTimer);
    if (saving) return;
    const sent = new Map(changed().filter(f => !f.conflict).map(f => [f.el.name, get(f.el)]));
    if (!sent.size && refresh !== true) return;
    const number = ++asked;
    saving = ask(form.action, pairs([...sent.keys()].map(name => fields.get(name))), keepalive);
    try {
      const answer = await saving;
      wait = 0;
      take(answer, sent);
      judge(answer, number);
      if (number !== asked) checkLater();
      if (sent.size) say(`已自动保存（${answer.saved}）`);
      if (changed().some(f => !f.conflict)) saveLater();
    } catch (e) {
      wait = Math.min(wait + 5, 30);
      say(`没有保存：${e.message}。${e.again ? `您写的还在这一页上，${wait} 秒后再试；请不要关闭这一页` : '您写的还在这一页上，请先复制留存'}`, true);
      if (e.again) saveLater(wait * 1000);
    } finally {
      saving = null;
    }
  }
  // Takes what stands in the report now into the fields that nobody is writing in.
  function take(answer, sent) {
    const others = [];
    const conflicts = new Map(answer.conflicts.map(c => [c.path, c]));
    for (const [path, text] of Object.entries(answer.values)) {
      const f = fields.get(path);
      if (!f || f.conflict) continue;
      const now = get(f.el), mine = sent.get(path);
      if (conflicts.has(path)) {
        disagree(f, conflicts.get(path));
      } else if (mine !== undefined) {
        f.was.value = text;
        f.same = null;
        if (now === mine && now !== text) f.el === document.activeElement ? f.same = now : put(f.el, text);
      } else if (!dirty(f) && f.was.value !== text) {
        others.push(labelOf(f));
        f.was.value = text;
        put(f.el, text);
      }
    }
    if (others.length) tell([`别人刚才改了 ${others.length} 处，已换成新的：${others.slice(0, 5).join('、')}${others.length > 5 ? '等' : ''}`]);
  }
  function disagree(f, { stands, who }) {
    const mine = get(f.el), other = who || '别人';
    const choose = text => () => {
      f.was.value = stands;
      put(f.el, text ?? get(f.el));
      f.conflict.remove();
      f.conflict = null;
      f.el.focus();
      edited();
    };
    f.conflict = make('div', { className: 'conflict' }, make('p', {}, `${other}已把这里改为“${stands}”，您写的是“${mine}”，请选一个：`),
      button(`用${other}写的`, choose(stands), `${labelOf(f)}：用${other}写的“${stands}”`), button('用我写的', choose(), `${labelOf(f)}：用我写的“${mine}”`));
    f.conflict.setAttribute('role', 'alert');
    f.el.after(f.conflict);
  }
  function edited() {
    checkLater();
    saveLater();
  }

  form.addEventListener('input', e => {
    if (!fieldOf(e.target)) return;
    typed = true;
    edited();
  });
  form.addEventListener('focusout', e => {
    const f = fieldOf(e.target);
    if (f && f.same !== null && get(f.el) === f.same) put(f.el, f.was.value);
  });
  form.addEventListener('submit', async e => {
    leaving = true;
    clearTimeout(saveTimer);
    if (!saving) return;
    e.preventDefault(); // what is being saved would seem to be another's change
    await saving.catch(() => {});
    setTimeout(() => form.requestSubmit(e.submitter));
  });
  addEventListener('online', () => save());
  addEventListener('pageshow', () => { leaving = false; });
  document.addEventListener('visibilitychange', () => document.hidden ? save(false, true) : save(true));
  addEventListener('beforeunload', e => {
    if (!leaving && (changed().length || reasons().length)) e.preventDefault();
  });

  // --- Blocks of cells, and what else is put into fields at once. One key undoes it. ---
  let last = null, typed = false;
  function putAll(values) {
    last = [];
    for (const [path, text] of Object.entries(values)) {
      const f = fields.get(path);
      if (!f || get(f.el) === text) continue;
      last.push({ f, before: get(f.el), text });
      put(f.el, text);
    }
    typed = false;
    edited();
  }
  function undo() {
    const back = last.filter(x => get(x.f.el) === x.text);
    for (const x of back) put(x.f.el, x.before);
    tell([`已撤销 ${back.length} 处${back.length < last.length ? `；另有 ${last.length - back.length} 处后来又改过，没有动` : ''}`]);
    last = null;
    edited();
  }
  form.addEventListener('paste', async e => {
    const text = e.clipboardData.getData('text/plain').replace(/\r?\n$/, '');
    if (!place(e.target) || !/[\t\r\n]/.test(text)) return;
    e.preventDefault();
    tell(['正在读取粘贴的内容…']);
    try {
      const block = { at: e.target.name, text: e.clipboardData.getData('text/plain'), html: e.clipboardData.getData('text/html') };
      const answer = await ask(form.dataset.paste, pairs(changed(), block));
      putAll(answer.values);
      e.target.select();
      tell(answer.told, false, button('撤销（Ctrl+Z）', undo));
    } catch (e) {
      tell([e.message], true);
    }
  });

  // --- Keys in the official tables, by the places that their merged cells have. ---
  const tables = [...form.querySelectorAll('table.grid')].map(table => {
    const at = [], of = new Map();
    [...table.rows].forEach((tr, row) => {
      let col = 0;
      for (const cell of tr.cells) {
        while (at[row]?.[col]) col++;
        of.set(cell, { row, col, rows: cell.rowSpan, cols: cell.colSpan });
        for (let y = row; y < row + cell.rowSpan; y++) for (let x = col; x < col + cell.colSpan; x++) (at[y] ??= [])[x] = cell;
      }
    });
    return { at, of };
  });
  function place(el) {
    const cell = fieldOf(el) && el.closest('td');
    const table = cell && tables.find(t => t.of.has(cell));
    return table && { table, ...table.of.get(cell) };
  }
  const inputIn = cell => cell && [...cell.querySelectorAll('input')].find(fieldOf);
  let column = null; // in which one goes up and down
  function go(p, down, right) {
    if (right) column = null;
    let row = down > 0 ? p.row + p.rows : p.row + down, col = right > 0 ? p.col + p.cols : right < 0 ? p.col - 1 : column ?? p.col;
    const kept = col;
    for (; p.table.at[row]?.[col]; row += down, col += right) {
      const input = inputIn(p.table.at[row][col]);
      if (!input) continue;
      input.focus();
      if (down) column = kept;
      return;
    }
  }
  const inputsOf = cells => [...new Set(cells)].map(inputIn).filter(Boolean);
  let before = ''; // what stood in the cell when it was entered
  form.addEventListener('focusin', e => {
    if (!place(e.target)) return;
    before = e.target.value;
    column = null;
    e.target.select();
  });
  form.addEventListener('keydown', e => {
    const el = e.target, p = place(el);
    if (e.isComposing || e.altKey || e.metaKey || !fieldOf(el)) return;
    const all = el.selectionStart === 0 && el.selectionEnd === el.value.length;
    const ends = cells => inputsOf(cells).at(e.key === 'Home' ? 0 : -1).focus();
    const keys = {
      F4: () => {
        const of = form.querySelector(`.last[data-path="${CSS.escape(el.name)}"]`);
        if (of?.dataset.value !== undefined) putAll({ [el.name]: of.dataset.value });
      },
      F8: () => document.querySelector(`#findings button.hint[data-path="${CSS.escape(el.name)}"]`)?.click(),
      z: (e.ctrlKey && !e.shiftKey && last && !typed) && undo,
      ...(p && !e.ctrlKey && {
        ArrowUp: () => go(p, -1, 0),
        ArrowDown: () => go(p, 1, 0),
        Enter: () => go(p, e.shiftKey ? -1 : 1, 0),
        ArrowLeft: (all || el.selectionEnd === 0) && !e.shiftKey && (() => go(p, 0, -1)),
        ArrowRight: (all || el.selectionStart === el.value.length) && !e.shiftKey && (() => go(p, 0, 1)),
        Escape: el.value !== before && (() => { put(el, before); el.select(); edited(); }),
      }),
      ...(p && { Home: () => ends(e.ctrlKey ? p.table.at.flat() : p.table.at[p.row]), End: () => ends(e.ctrlKey ? p.table.at.flat() : p.table.at[p.row]) }),
    };
    const act = keys[e.key];
    if (!act) return;
    e.preventDefault();
    act();
  });
  form.addEventListener('keypress', e => { if (e.key === 'Enter' && place(e.target)) e.preventDefault(); }); // it saves nothing
  if (tables.length) {
    form.prepend(make('details', { className: 'keys' }, make('summary', {}, '快捷键'),
      make('p', {}, '方向键移到相邻的格子，Enter 向下（Shift+Enter 向上），Home、End 到本行两端（Ctrl+Home、Ctrl+End 到全表两端），Esc 恢复这一格原来的数；'
        + 'F4 取上年的数，F8 采用这一格的修改建议；从 Excel、WPS、LibreOffice 复制一块格子后按 Ctrl+V 整块填入，Ctrl+Z 整块撤销。')));
  }
})();
