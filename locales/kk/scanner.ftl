### The scanner: pairing, camera, verdicts, answers, counters. Short words: read at arm's length, in the sun.

## Pairing and setting up

scanner-title = Сканер
scanner-pair-title = Осы телефонды қосу
scanner-pair-text = «{ $caravan }» іс-шараларында билет тексеру үшін осы телефонды қосыңыз.
scanner-pair-text-plain = Билет тексеру үшін осы телефонды қосыңыз. Сілтеме бір рет қана жарамды.
scanner-pair-button = Телефонды қосу
scanner-pair-done = Телефон қосылды
scanner-pair-failed = Телефон қосылмады. Ұйымдастырушыдан жаңа сілтеме сұраңыз.
scanner-not-paired = Бұл телефон қосылмаған
scanner-not-paired-text = Ұйымдастырушы берген қосу сілтемесін осы телефонда ашыңыз.
scanner-needs-javascript = Сканерге JavaScript керек. Оны браузер баптауынан қосыңыз.
scanner-your-name = Сіздің атыңыз
scanner-your-name-help = Әр белгінің қасында кім қойғаны жазылады.
scanner-name-missing = Алдымен атыңызды жазыңыз.
scanner-pair-offline = Желі жоқ. Байланыстыру үшін желі керек: байланыс бар жерде қайталап көріңіз.
scanner-choose-event = Іс-шараны таңдаңыз
scanner-no-events = Бұл телефонға арналған іс-шара жоқ
scanner-no-events-text = Тізімді жаңартыңыз немесе ұйымдастырушыға хабарласыңыз.
scanner-start = Бастау
scanner-change-event = Іс-шараны ауыстыру
scanner-change-name = Ерікті ауысты
scanner-refresh = Тізімді жаңарту
scanner-unpair = Телефонды ажырату
scanner-roster-loading = Тізім жүктелуде…
scanner-roster-ready = Тізім дайын: { $n } билет
scanner-direction-in = Кіру
scanner-direction-out = Шығу

## Camera

scanner-prompt = QR-кодты сканерлеңіз
scanner-camera-start = Камераны қосу
scanner-camera-starting = Камера қосылуда…
scanner-camera-denied = Камераға рұқсат жоқ
scanner-camera-denied-text = Браузердің мекенжай жолындағы белгіні басып, камераға рұқсат беріңіз. Әзірге кодты қолмен енгізіңіз.
scanner-camera-none = Камера табылмады
scanner-camera-none-text = Кодты қолмен енгізіңіз немесе басқа телефон алыңыз.
scanner-camera-busy = Камераны басқа бағдарлама пайдаланып тұр
scanner-camera-busy-text = Сол бағдарламаны жауып, «Қайталап көру» батырмасын басыңыз.
scanner-camera-insecure = Камера тек қорғалған мекенжайда (https) істейді
scanner-torch = Шам
scanner-camera-switch = Басқа камера

## Typing the code

scanner-type-code = Кодты қолмен енгізу
scanner-code = Қысқа код
scanner-code-help = QR-код астындағы 8 таңба
scanner-code-bad = Код 8 таңбадан тұрады: K7Q2-9MXP
scanner-code-unknown = Мұндай код тізімде жоқ
scanner-check = Тексеру

## Verdicts: the headline

verdict-unreadable = Бұл біздің код емес
verdict-forged = Жалған билет
verdict-revoked = Билеттің күші жойылған
verdict-event-cancelled = Іс-шара өтпейді
verdict-other-caravan = Басқа керуеннің билеті
verdict-unlisted = Билет шын, бірақ тізімде жоқ
verdict-wrong-day = Билет бұл күнге жарамсыз
verdict-too-early = Әлі ерте
verdict-too-late = Кеш қалды
verdict-already-in = Бұрын белгіленген
verdict-not-in = Кіргені белгіленбеген
verdict-cancelled = Тіркелуден бас тартқан
verdict-awaiting-approval = Мақұлданбаған
verdict-waiting = Күту тізімінде
verdict-not-registered = Бұл іс-шараға тіркелмеген
verdict-full = Бос орын жоқ
verdict-consent-missing = Заңды өкілдің келісімі жоқ
verdict-admit = Кіруге рұқсат

## Verdicts: what to do next

verdict-unreadable-next = Билеттің QR-кодын көрсетуін сұраңыз.
verdict-forged-next = Кіргізбеңіз. Тіркеу үстеліне жіберіңіз.
verdict-revoked-next = Жаңа билетін сұраңыз немесе тіркеу үстеліне жіберіңіз.
verdict-event-cancelled-next = Басқа іс-шараны таңдаңыз немесе тіркеу үстеліне жіберіңіз.
verdict-other-caravan-next = Кіргізсеңіз, қонақ ретінде белгіленеді.
verdict-unlisted-next = Тізімнен кейін тіркелген болуы мүмкін. Кіргізуге болады.
verdict-wrong-day-next = Күнін тексеріп, шешіңіз.
verdict-too-early-next = Есік ашылғанша күтуін сұраңыз.
verdict-too-late-next = Есік жабылды. Кіргізу-кіргізбеуді өзіңіз шешіңіз.
verdict-already-in-next = Осы билетпен біреу кірген. Аты-жөнін тексеріңіз.
verdict-not-in-next = Шығуын белгілеуге болады.
verdict-cancelled-next = Орын болса, кіргізіңіз.
verdict-awaiting-approval-next = Ұйымдастырушыдан сұраңыз.
verdict-waiting-next = Орын босаса ғана кіргізіңіз.
verdict-not-registered-next = Өз іс-шарасына бағыттаңыз немесе кіргізіңіз.
verdict-full-next = Күтуін сұраңыз немесе ұйымдастырушыға хабарлаңыз.
verdict-consent-missing-next = Қол қойылған қағазын көрсетуін сұраңыз.
verdict-admit-next = Қош келдіңіз!

## Verdicts: details

verdict-already-in-at = { $time }, { $place }, { $operator }
verdict-already-in-time = Белгіленген уақыты: { $time }
verdict-registered-for = Тіркелген іс-шарасы: { $event }
verdict-registered-for-at = Тіркелген іс-шарасы: { $event }, { $time }, { $place }
verdict-doors-open-at = Есік ашылатын уақыт: { $time }
verdict-ended-at = Аяқталған уақыты: { $time }
verdict-consents-as-of = { $time } кейінгі келісімдер бұл телефонға белгісіз
verdict-unconfirmed = Серверсіз шешілді
verdict-also = Тағы: { $reasons }

## Answers

answer-admit-anyway = Бәрібір кіргізу
answer-paper-seen = Қағазын көрдім
answer-to-follow = Кейін әкеледі
answer-refuse = Кіргізбеу
answer-next = Келесі
answer-admitted = Кіргізілді
answer-turned-away = Кіргізілмеді
answer-undo = Болдырмау
answer-undone = Белгі алынды
answer-undo-late = 15 минуттан кейін тек ұйымдастырушы өзгерте алады.

## Counters and connection

scanner-mine = Менің белгілерім: { $n }
scanner-unsent = Жіберілмеген: { $n }
scanner-all-sent = Бәрі жіберілді
scanner-as-of = Тізім: { $time }
scanner-online = Желіде
scanner-offline = Желіден тыс
scanner-offline-text = Сканерлей беріңіз: белгілер телефонда сақталып, желі келгенде жіберіледі.
scanner-sending = Жіберілуде…
scanner-send-now = Қазір жіберу
scanner-revoked = Бұл телефон ажыратылған. Ұйымдастырушыға хабарласыңыз.
scanner-clock-wrong = Телефон сағаты серверден { $difference } айырмашылықта. Сканерлеуге кедергі емес.
scanner-storage-full = Телефонда орын қалмады. Белгілерді жіберіп, жадты босатыңыз.
scanner-log-failed = Белгі сақталмады. Қайта сканерлеңіз.
scanner-sound = Дыбыс
scanner-sound-on = Дыбысты қосу
scanner-sound-off = Дыбысты өшіру
scanner-last = Соңғы белгілер
scanner-last-empty = Әзірге белгі жоқ
scanner-settings = Баптау
scanner-reload-new = Жаңа нұсқа дайын
scanner-reload-button = Жаңарту
scanner-reload-unsent = Алдымен жіберілмеген белгілер кетсін: { $n }
