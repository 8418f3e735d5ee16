/* ES5 on purpose. Shows the plain Chinese page when this kernel cannot run the desk, or when the desk did not come up. */
(function () {
  function lacking() {
    if (!('noModule' in document.createElement('script'))) return '不支持模块脚本';
    if (!window.CSS || !CSS.supports || !CSS.supports('selector(:where(a))')) return '不支持 :where 选择器';
    if (!CSS.supports('inset', '0')) return '不支持逻辑属性';
    if (!Object.fromEntries || !Promise.allSettled || !String.prototype.replaceAll) return '缺少 ES2020/2021 标准库';
    if (!window.AbortController || !window.ReadableStream) return '缺少流式读取';
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
