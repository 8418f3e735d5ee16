/* ES5 on purpose, before every module. Brings along the few methods the kernels of the floor lack (apps/screen/floor.ts), and shows
   the plain Chinese page when a kernel can run neither desk nor phone, or when they did not come up. */
(function () {
  function bring(on, name, value) {
    if (!on[name]) Object.defineProperty(on, name, { value: value, writable: true, configurable: true });
  }
  function at(n) {
    n = Math.trunc(n) || 0;
    return this[n < 0 ? this.length + n : n];
  }
  function findLastIndex(test, self) {
    for (var i = this.length - 1; i >= 0; i--) if (test.call(self, this[i], i, this)) return i;
    return -1;
  }
  function findLast(test, self) {
    return this[findLastIndex.call(this, test, self)];
  }
  if (Object.defineProperty && Math.trunc) {
    var lists = [Array.prototype, Object.getPrototypeOf(Int8Array.prototype)];
    for (var i = 0; i < lists.length; i++) {
      bring(lists[i], 'at', at);
      bring(lists[i], 'findLast', findLast);
      bring(lists[i], 'findLastIndex', findLastIndex);
    }
    bring(String.prototype, 'at', at);
    bring(Object, 'hasOwn', function (of, name) {
      return Object.prototype.hasOwnProperty.call(of, name);
    });
  }

  function lacking() {
    if (!('noModule' in document.createElement('script'))) return '不支持模块脚本';
    if (!window.CSS || !CSS.supports || !CSS.supports('color', 'var(--a)')) return '不支持样式变量';
    if (!Object.fromEntries || !Promise.allSettled || !String.prototype.replaceAll) return '缺少 ES2020/2021 标准库';
    if (!window.AbortController || !window.ReadableStream) return '缺少流式读取';
    if (!window.indexedDB) return '不能在本机保存';
    return '';
  }
  function show(why) {
    var old = document.getElementById('old-kernel');
    if (!old) return;
    // The room of the application fills the window: while this page speaks it must not stand before it.
    document.getElementById('root').style.display = 'none';
    old.style.display = 'block';
    document.getElementById('old-kernel-words').innerHTML = why + '；' + navigator.userAgent.replace(/[<>&]/g, '');
  }
  function test() {
    var why = lacking();
    if (why) return show(why);
    // A kernel that passes the test yet fails on the code itself: the opening line is still there.
    setTimeout(function () {
      var opening = document.getElementById('opening');
      if (opening) opening.innerHTML = '打开较慢，请稍候；超过半分钟请刷新本页。';
    }, 8000);
    setTimeout(function () {
      if (document.getElementById('opening')) show('页面程序未能启动');
    }, 30000);
  }
  if (document.addEventListener) document.addEventListener('DOMContentLoaded', test);
  else window.attachEvent('onload', function () { show('内核为 IE8 或更早'); });
})();
