# The messages around a reported one
around-button = الرسائل المحيطة بها
around-title = القضية { $case }: ما حول الرسالة
around-hint = لا يرى هذا أحد غيرك. هذا ما في القناة الآن، ولا أحفظ شيئًا منه. أرقام الهواتف وعناوين البريد الإلكتروني وعناوين IP محجوبة؛ ويُسجَّل أنك اطّلعت على هذا.
around-reported = ⬅️ الرسالة المُبلَّغ عنها
around-reported-gone = ⬅️ هنا كانت الرسالة المُبلَّغ عنها، ولم تعد موجودة.
around-no-text = (بلا نص)
around-nothing = لا شيء آخر بجوارها.
around-no-message = القضية { $case } عن رابط وحده: لا رسالة فيها، ولا شيء حولها.
around-hidden = لا يُظهر لك Discord تلك القناة، لذلك لا أُظهر لك ما فيها.
around-gone = لم تعد تلك القناة موجودة، ولا ما كان حول الرسالة فيها.
around-unreadable = لا يمكنني قراءة تلك القناة: تنقصني فيها صلاحية **عرض القناة** أو **قراءة سجل الرسائل**. يمكن لمن يدير القناة منحي كلتيهما.
around-no-content = لا يمكنني قراءة الرسائل هنا: الخيار `Message Content Intent` موقوف لهذا البوت. يمكن للجهة المشغِّلة تفعيله.

# When a report was made, where only the hour is said
report-between = بين { $start } و{ $end }
