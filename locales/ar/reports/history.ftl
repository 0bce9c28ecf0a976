# A case's history

history-title = القضية { $case }: ما جرى فيها
history-hint = لا يرى هذا أحد غيرك. لا يُكتب في أي موضع من قدّم البلاغ؛ ووقت البلاغ يُذكر بالساعة التي كان فيها، إلا في حالة طارئة.
history-empty = لم يُدوَّن شيء.
history-nobody = شخص مُحي اسمه
history-report = ورود بلاغ
history-case-claim = تولّي القضية
history-case-release = ترك القضية
history-case-handover = نقل القضية
history-case-received = استلام القضية
history-case-list = حظر الرابط
history-case-dismiss = رفض القضية
history-case-relate = إغلاق القضية مع قضية أخرى
history-case-delete = الأمر بإزالة الرسالة
history-case-reveal = الاطلاع على ما أُبلغ عنه
history-case-around = الاطلاع على الرسائل المحيطة بالمُبلَّغ عنها
history-case-mute = إسكات مقدّم بلاغ
history-case-aside = إسكات مقدّم بلاغ ورفض بلاغه دون القضية
history-case-counts = إنهاء إسكات مقدّم بلاغ؛ بلاغه محسوب من جديد
history-case-card = طلب بطاقة القضية
history-case-unmute = إنهاء إسكات مقدّم بلاغ
history-case-undo = التراجع عن القرار
history-case-undelete = التراجع عن إزالة الرسالة
history-case-takeback = استعادة القضية
history-claim-ended = انتهى تولّي القضية تلقائيًا
history-claim-idle = لم يفعل أحد فيها شيئًا
history-claim-left = من تولّاها غادر الخادم
history-claim-rights = من تولّاها لم يعد من فريق الإشراف
history-other = { $action }
history-managers-told = أُخبر أحد أفراد إدارة الخادم، لأن صاحب الرسالة من فريق الإشراف

history-case-reply = سؤال مقدّم بلاغ
history-case-unask = سحب سؤال قبل إرساله
history-case-answer-read = قراءة جواب مقدّم بلاغ
history-report-answer = جواب من مقدّم بلاغ
history-report-reply-ended = مقدّم بلاغ لا يريد مزيدًا من الأسئلة
