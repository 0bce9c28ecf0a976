# Handing a case to another moderator

handover-choose = من يتولّى القضية { $case } من الآن فصاعدًا؟ يُرجى اختيار مشرف من هذا الخادم.
handover-person = مشرف
handover-done = القضية { $case } الآن في عهدة { $name }.
handover-not-here = هذا الشخص ليس عضوًا في هذا الخادم. لم يتغيّر شيء.
handover-no-moderator = لا ينتمي هذا الحساب إلى فريق الإشراف هنا: { $name }. لم يتغيّر شيء.
handover-to-bot = لا يمكن لبوت أن يتولّى قضية. لم يتغيّر شيء.
handover-to-author = القضية { $case } عن رسالة لهذا الشخص، فلا يمكنه أن يتولّاها.
handover-to-holder = القضية { $case } في عهدة هذا الشخص أصلًا.
