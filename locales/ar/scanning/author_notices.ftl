# What the author of removed messages is told

author-notice = { $count ->
    [zero] لم تُزَل أي رسالة من رسائلك في **{ $server }**.
    [one] أُزيلت رسالتك في **{ $server }**.
    [two] أُزيلت رسالتان من رسائلك في **{ $server }**.
    [few] أُزيلت { $count } رسائل من رسائلك في **{ $server }**.
    [many] أُزيلت { $count } رسالة من رسائلك في **{ $server }**.
   *[other] أُزيلت { $count } رسالة من رسائلك في **{ $server }**.
}
author-notice-written = كُتبت { $when }
author-notice-written-in = كُتبت { $when } في { $channel }
author-notice-list = { $list ->
    [own] كان فيها رابط مُدرَج في قائمة الحظر لدى هذا الخادم ({ $category }): { $link }
   *[other] كان فيها رابط مُدرَج في قائمة حظر يستعملها هذا الخادم ({ $category }): { $link }
}
author-notice-moderators = أزالها فريق الإشراف في الخادم.
author-notice-lists = روابط مُدرَجة في قائمة الحظر لدى هذا الخادم، أو في قائمة يستعملها:
author-notice-link = { $count ->
    [zero] · { $link } ({ $category })
    [one] · { $link } ({ $category })
    [two] · { $link } ({ $category })، في رسالتين
    [few] · { $link } ({ $category })، في { $count } رسائل
    [many] · { $link } ({ $category })، في { $count } رسالة
   *[other] · { $link } ({ $category })، في { $count } رسالة
}
author-notice-more-links = { $count ->
    [zero] · ولا روابط أخرى
    [one] · ورابط آخر
    [two] · ورابطان آخران
    [few] · و{ $count } روابط أخرى
    [many] · و{ $count } رابطًا آخر
   *[other] · و{ $count } رابط آخر
}
author-notice-by-moderators = { $count ->
    [zero] لم يُزِل فريق الإشراف أيًّا منها.
    [one] أزال فريق الإشراف في الخادم واحدة منها.
    [two] أزال فريق الإشراف في الخادم اثنتين منها.
    [few] أزال فريق الإشراف في الخادم { $count } منها.
    [many] أزال فريق الإشراف في الخادم { $count } منها.
   *[other] أزال فريق الإشراف في الخادم { $count } منها.
}
author-notice-self-harm = إن لم تكن الأحوال بخير: الأمر `/support` في الخادم يدلّ على من يُصغي. لا يرى الجواب أحد سواك.
author-notice-object = إن كان ذلك خطأً، فيمكن الضغط على *تظلّم* وذكر السبب. ينظر في الأمر أحد المشرفين، وهو غير من اتخذ القرار إن أمكن.
author-notice-objected = قُدّم تظلّمك { $when }. سيصلك ما يُقرَّر.
author-notice-upheld = قُدّم تظلّمك، وأبقى فريق الإشراف على الإزالة.
author-notice-taken-back = قُدّم تظلّمك، وتم التراجع عن الإزالة.
author-notice-button = تظلّم

# On the card of what was removed
author-notice-closed = { $several ->
    [no] تعذّر إبلاغ صاحب الرسالة: لا تصله مني رسائل خاصة.
   *[yes] أصحاب رسائل تعذّر إبلاغهم لأن رسائلي الخاصة لا تصلهم: { $count }
}
