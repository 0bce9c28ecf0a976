# Pictures of updates: why one was not taken

picture-without-words = A picture needs a description, for people who do not see it: `picture_text:` says what it shows. Nothing was saved.
picture-words-alone = `picture_text:` describes a picture, and there is none. Please choose one with `picture:`, or leave both out. Nothing was saved.
picture-none-there = This update has no picture that could be described. Please choose one with `picture:`. Nothing was saved.
picture-and-drop = `drop_picture:` takes the picture away, so it goes with no other picture and no description. Nothing was saved.
picture-too-many = This server keeps { $limit } pictures already. Take one away with `/campaign correct` and `drop_picture:`, or withdraw an update that nobody needs. Nothing was saved.
picture-large = That picture is too large; at most { $megabytes } MB are taken. Please make it smaller. Nothing was saved.
picture-dots = That picture has too many dots; 30 million are taken, such as 6,000 by 5,000. Please make it smaller. Nothing was saved.
picture-kind = That is no picture that I can read. PNG, JPEG, WebP and GIF are taken. Nothing was saved.
picture-broken = That picture cannot be read: the file is damaged, or not what it says. Please save it anew, or take another. Nothing was saved.
picture-slow = That picture took too long to read. Please make it smaller, or try again later. Nothing was saved.
picture-gone = Discord does not have that picture any more. Please give the command again with the picture. Nothing was saved.
