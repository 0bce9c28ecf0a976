# /setup: whether authors hear of removed messages

command-setup-author-notices = إبلاغ الأعضاء برسالة خاصة بأن رسالتهم أُزيلت؛ ويمكنهم التظلّم
setup-author-notices = إبلاغ أصحاب الرسائل المُزالة وإتاحة التظلّم لهم: { $on ->
    [true] مفعَّل
   *[false] متوقف
}
