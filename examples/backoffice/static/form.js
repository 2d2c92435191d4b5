'use strict';
// What the page of a section can do with script: it saves itself and is judged while one
// types, has keys to go about in the official table, and takes blocks of cells from sheets. What
// a figure is, what is found and where a block goes the server says; all works without, too.
(() => {
  const form = document.getElementById('section');
  if (!form || !form.dataset.check) return;

  // Fields, by their JSON pointers: what is typed (el), and what stands in the report (was).
  // What was sent in other words than the report has it (same) stays while one types.
  const fields = new Map();
  for (const el of form.elements) {
    const was = el.name.startsWith('/') && form.elements.namedItem('was:' + el.name);
    if (was) fields.set(el.name, { el, was, same: null, conflict: document.getElementById('c-' + el.id) });
  }
  const fieldOf = el => el && fields.get(el.name);
  const get = el => el.type === 'checkbox' ? (el.checked ? '1' : '') : el.value;
  const put = (el, text) => el.type === 'checkbox' ? el.checked = text !== '' : el.value = text;
  const labelOf = f => f.el.getAttribute('aria-label') ?? f.el.labels[0]?.textContent ?? f.el.name;
  const changed = () => [...fields.values()].filter(f => get(f.el) !== f.was.value && get(f.el) !== f.same);
  const reasons = () => [...document.querySelectorAll('#findings textarea')].filter(el => el.value !== el.defaultValue);
  const pairs = (list, more) => {
    const p = new URLSearchParams(more);
    for (const f of list) {
      p.append(f.el.name, get(f.el));
      p.append('was:' + f.el.name, f.was.value);
    }
    return p;
  };

  // What is told, at the lower edge of the window.
  const make = (name, props, ...children) => {
    const el = Object.assign(document.createElement(name), props);
    el.append(...children);
    return el;
  };
  const button = (text, onclick, ariaLabel = text) => make('button', { type: 'button', className: 'button', onclick, ariaLabel }, text);
  const [status, told, where] = ['status', 'told', 'where'].map(id => document.getElementById(id));
  const say = (text, failed) => { status.className = failed ? 'finding error' : ''; status.textContent = text; };
  const tell = (lines, failed, ...buttons) => told.replaceChildren(
    make('ul', { className: failed ? 'told error' : 'told', tabIndex: 0 }, ...lines.map(x => make('li', {}, x))),
    ...buttons, button('知道了', () => told.replaceChildren()));

  // Asks the server. What is thrown says whether it may help to ask again.
  async function ask(url, body, keepalive = false) {
    const failed = (text, again) => Object.assign(new Error(text), { again });
    const answer = await fetch(url, { method: 'POST', body, keepalive, redirect: 'manual', headers: { Accept: 'application/json' } })
      .catch(() => { throw failed('网络不通', true); });
    if (answer.type === 'opaqueredirect') throw failed('登录已过期；请另开一个窗口重新登录', true);
    const json = await answer.json().catch(() => { throw failed('服务器没有正常应答', true); });
    if (!answer.ok && !json.saved) throw failed(json.error, answer.status >= 500 || answer.status === 401);
    return json;
  }

  // Totals and findings follow what is typed. An answer that another question has overtaken is dropped.
  let asked = 0, checkTimer, summary;
  async function check() {
    const number = ++asked; // that the server is away is told when saving fails
    await ask(form.dataset.check, pairs(changed())).then(answer => judge(answer, number), () => {});
  }
  function judge(answer, number) {
    if (number !== asked) return;
    for (const el of form.querySelectorAll('output[data-path]')) el.textContent = answer.totals[el.dataset.path] ?? '';
    for (const el of form.querySelectorAll('[data-findings]')) {
      const found = answer.fields[el.dataset.findings] ?? [];
      el.replaceChildren(...found.map(x => make('p', { className: 'finding ' + x.severity }, make('strong', {}, x.name), ' ' + x.message)));
      const f = fields.get(el.dataset.findings);
      if (f) f.el.ariaInvalid = found.some(x => x.severity === 'error') ? 'true' : null;
    }
    const list = document.getElementById('findings'); // which may have the focus, or a reason that is not saved
    if (answer.summary === summary || list.contains(document.activeElement) || reasons().length) return;
    list.outerHTML = summary = answer.summary;
  }

  // What is typed is saved by itself, one save at a time; what cannot be saved is tried again.
  let saveTimer, saving = null, leaving = false;
  const later = (ms = 1000) => {
    clearTimeout(saveTimer);
    saveTimer = setTimeout(save, ms);
  };
  async function save(refresh = false, keepalive = false) {
    clearTimeout(saveTimer);
    const sent = new Map(changed().filter(f => !f.conflict).map(f => [f.el.name, get(f.el)]));
    if (saving || !sent.size && !refresh) return;
    const number = ++asked;
    saving = ask(form.action, pairs([...sent.keys()].map(path => fields.get(path))), keepalive);
    try {
      const answer = await saving;
      take(answer, sent);
      if (number === asked) judge(answer, number);
      else edited();
      if (sent.size) say(`已自动保存（${answer.saved}）`);
      if (changed().some(f => !f.conflict)) later();
    } catch (e) {
      if (!sent.size) return;
      say(`没有保存：${e.message}。您写的还在这一页上，${e.again ? '过几秒再试；请不要关闭这一页' : '请先复制留存'}`, true);
      if (e.again) later(8000);
    } finally {
      saving = null;
    }
  }
  // Takes what stands in the report now into the fields that nobody is writing in.
  function take(answer, sent) {
    const others = [], conflicts = new Map(answer.conflicts.map(c => [c.path, c])), typing = changed();
    for (const [path, text] of Object.entries(answer.values)) {
      const f = fields.get(path);
      if (!f || f.conflict) continue;
      const now = get(f.el);
      if (conflicts.has(path)) {
        disagree(f, conflicts.get(path));
      } else if (sent.has(path)) {
        f.was.value = text;
        f.same = null;
        if (now !== sent.get(path) || now === text) continue;
        if (f.el === document.activeElement) f.same = now;
        else put(f.el, text);
      } else if (!typing.includes(f) && f.was.value !== text) {
        others.push(labelOf(f));
        f.was.value = text;
        put(f.el, text);
      }
    }
    if (!others.length) return;
    tell([`别人刚才改了 ${others.length} 处，已换成新的：${others.slice(0, 5).join('、')}${others.length > 5 ? '等' : ''}`]);
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
    f.conflict = make('div', { className: 'conflict', role: 'alert' },
      make('p', {}, `${other}已把这里改为“${stands}”，您写的是“${mine}”，请选一个：`),
      button(`用${other}写的`, choose(stands), `${labelOf(f)}：用${other}写的`),
      button('用我写的', choose(), `${labelOf(f)}：用我写的`));
    f.el.after(f.conflict);
  }
  function edited() {
    clearTimeout(checkTimer);
    checkTimer = setTimeout(check, 300);
    later();
  }
  form.addEventListener('input', e => {
    if (!fieldOf(e.target)) return;
    typed = true;
    edited();
  });
  form.addEventListener('focusout', e => {
    const f = fieldOf(e.target);
    if (f && get(f.el) === f.same) put(f.el, f.was.value);
    where.textContent = '';
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
  addEventListener('beforeunload', e => { if (!leaving && (changed().length || reasons().length)) e.preventDefault(); });

  // Blocks of cells, and what else is put into fields at once. One key undoes it.
  let last = null, typed = false;
  function putAll(values) {
    last = [];
    for (const [path, text] of Object.entries(values)) {
      const f = fields.get(path);
      if (!f || get(f.el) === text) continue;
      last.push({ el: f.el, before: get(f.el), text });
      put(f.el, text);
    }
    typed = false;
    edited();
  }
  function undo() {
    const back = last.filter(x => get(x.el) === x.text), kept = last.length - back.length;
    for (const x of back) put(x.el, x.before);
    tell([`已撤销 ${back.length} 处${kept ? `；另有 ${kept} 处后来又改过，没有动` : ''}`]);
    last = null;
    edited();
  }
  form.addEventListener('paste', async e => {
    const text = e.clipboardData.getData('text/plain'), html = e.clipboardData.getData('text/html');
    if (!place(e.target) || !/[\t\r\n]/.test(text.replace(/\r?\n$/, ''))) return;
    e.preventDefault();
    tell(['正在读取粘贴的内容…']);
    await ask(form.dataset.paste, pairs(changed(), { at: e.target.name, text, html })).then(answer => {
      putAll(answer.values);
      tell(answer.told, false, button('撤销（Ctrl+Z）', undo));
    }, failed => tell([failed.message], true));
  });

  // Keys in the official tables, by the places that their merged cells have.
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
  const inputIn = cell => [...cell.querySelectorAll('input')].find(fieldOf);
  function place(el) {
    const cell = fieldOf(el) && el.closest('td');
    const table = tables.find(t => t.of.has(cell));
    return table && { at: table.at, ...table.of.get(cell) };
  }
  let column = null, before = ''; // in which one goes up and down; what stood in the cell when it was entered
  function go(p, down, right) {
    let row = down > 0 ? p.row + p.rows : p.row + down;
    let col = right > 0 ? p.col + p.cols : right < 0 ? p.col - 1 : column ?? p.col;
    const kept = right ? null : col;
    for (; p.at[row]?.[col]; row += down, col += right) {
      const input = inputIn(p.at[row][col]);
      if (!input) continue;
      input.focus();
      column = kept;
      return;
    }
  }
  form.addEventListener('focusin', e => {
    if (!place(e.target)) return;
    before = e.target.value;
    column = null;
    where.textContent = labelOf(fieldOf(e.target)); // whose heads may be out of sight
    e.target.select();
  });
  form.addEventListener('keydown', e => {
    const el = e.target, p = place(el), plain = p && !e.ctrlKey;
    if (e.isComposing || e.altKey || e.metaKey || !fieldOf(el)) return;
    const within = of => `${of}[data-path="${CSS.escape(el.name)}"]`;
    const edge = right => !e.shiftKey && (right ? el.selectionEnd === el.value.length : el.selectionStart === 0)
      && (el.selectionStart === el.selectionEnd || el.selectionEnd - el.selectionStart === el.value.length);
    const end = which => () => (e.ctrlKey ? p.at.flat() : p.at[p.row]).map(inputIn).filter(Boolean).at(which).focus();
    const act = {
      F4: () => {
        const value = form.querySelector(within('.last'))?.dataset.value;
        if (value !== undefined) putAll({ [el.name]: value });
      },
      F8: () => document.querySelector(within('#findings button.hint'))?.click(),
      z: e.ctrlKey && last && !typed && undo,
      ArrowUp: plain && (() => go(p, -1, 0)),
      ArrowDown: plain && (() => go(p, 1, 0)),
      Enter: plain && (() => go(p, e.shiftKey ? -1 : 1, 0)),
      ArrowLeft: plain && edge(false) && (() => go(p, 0, -1)),
      ArrowRight: plain && edge(true) && (() => go(p, 0, 1)),
      Escape: plain && el.value !== before && (() => { put(el, before); el.select(); edited(); }),
      Home: p && end(0),
      End: p && end(-1),
    }[e.key];
    if (!act) return;
    e.preventDefault();
    act();
  });
  form.addEventListener('keypress', e => { if (e.key === 'Enter' && place(e.target)) e.preventDefault(); }); // it saves nothing
  if (tables.length) document.getElementById('keys').hidden = false;
})();
