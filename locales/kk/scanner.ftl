### The scanner: pairing, camera, verdicts, answers, counters. Short words: read at arm's length, in the sun.

## Pairing and setting up

scanner-title = Сканер
scanner-pair-title = Осы телефонды қосу
scanner-pair-text-plain = Билет тексеру үшін осы телефонды қосыңыз: атыңызды жазып, батырманы басыңыз.
scanner-pair-button = Телефонды қосу
scanner-pair-failed = Телефон қосылмады. Код қате, пайдаланылған, мерзімі өткен немесе ол тек аялдама күндері істейді. Кодты тексеріңіз немесе ұйымдастырушыдан сұраңыз.
scanner-not-paired = Бұл телефон қосылмаған
scanner-not-paired-text = Ұйымдастырушы берген қосу сілтемесін осы телефонда ашыңыз.
scanner-needs-javascript = Сканерге JavaScript керек. Оны браузер баптауларынан қосыңыз.
scanner-your-name = Сіздің атыңыз
scanner-your-name-help = Әр белгінің қасында кім қойғаны жазылады.
scanner-name-missing = Алдымен атыңызды жазыңыз.
scanner-pair-offline = Желі жоқ. Телефонды қосу үшін желі керек: байланыс бар жерде қайталап көріңіз.
scanner-choose-event = Іс-шараны таңдаңыз
scanner-no-events-text = Тізімді жаңартыңыз немесе ұйымдастырушыға хабарласыңыз.
scanner-change-event = Іс-шараны ауыстыру
scanner-refresh = Тізімді жаңарту
scanner-roster-loading = Тізім жүктелуде…
scanner-direction-in = Кіреді
scanner-direction-out = Шығады

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
scanner-in-messenger = Бет мессенджердің ішінде ашылды: мұнда белгілер сақталмауы мүмкін. «⋮» немесе «…» мәзірінен «Браузерде ашу» дегенді таңдаңыз.
scanner-camera-other = Басқа камера
scanner-camera-insecure = Камера тек қорғалған мекенжайда (https) істейді. Кодты қолмен енгізіңіз.

## Typing the code

scanner-code = Қысқа код
scanner-code-bad = Код 8 таңбадан (K7Q2-9MXP) немесе 12 цифрдан тұрады.
scanner-check = Тексеру
scanner-find = Аты-жөні бойынша іздеу
scanner-find-none = Тізімде мұндай адам жоқ
scanner-find-more = Тағы { $n }: толығырақ жазыңыз
walk-in-not-taken = Сервер қабылдамаған адамдар, ұйымдастырушыға айтыңыз: { $names }
walk-in-title = Тіркелмеген адамды жазу
walk-in-button = Жазып, тексеру
walk-in-consent = Дербес деректерін өңдеуге келіседі (ересектер)

## Verdicts: the headline

verdict-unreadable = Біздің код емес
verdict-forged = Жалған билет
verdict-revoked = Билеттің күші жойылған
verdict-event-cancelled = Іс-шара өтпейді
verdict-other-caravan = Басқа керуен
verdict-unlisted = Тізімде жоқ
verdict-wrong-day = Бүгін емес
verdict-too-early = Әлі ерте
verdict-too-late = Кешікті
verdict-already-in = Бұрын белгіленген
verdict-not-in = Кіргені белгіленбеген
verdict-cancelled = Тіркелуі жойылған
verdict-awaiting-approval = Әлі мақұлданбаған
verdict-waiting = Күту тізімінде
verdict-not-registered = Мұнда тіркелмеген
verdict-full = Орын жоқ
verdict-consent-missing = Келісім жоқ
verdict-admit = Кіруге рұқсат

## Verdicts: what to do next

verdict-unreadable-next = Билеттің QR-кодын көрсетуін сұраңыз.
verdict-forged-next = Кіргізбеңіз. Тіркеу үстеліне жіберіңіз.
verdict-revoked-next = Жаңа билетін сұраңыз немесе тіркеу үстеліне жіберіңіз.
verdict-event-cancelled-next = Басқа іс-шараны таңдаңыз немесе тіркеу үстеліне жіберіңіз.
verdict-other-caravan-next = Кіргізсеңіз, қонақ болып белгіленеді.
verdict-unlisted-next = Билет жалған емес: тізімнен кейін тіркелген болар. Келісімі тексерілмеді. Кіргізуге болады.
verdict-wrong-day-next = Іс-шара басқа күні өтеді. Кіргізу-кіргізбеуді өзіңіз шешіңіз.
verdict-too-early-next = Есік ашылғанша күтуін сұраңыз.
verdict-too-late-next = Есік жабылды. Кіргізу-кіргізбеуді өзіңіз шешіңіз.
verdict-already-in-next = Осы билетпен біреу кірген. Аты-жөнін тексеріп, шешіңіз.
verdict-not-in-next = Шығуын белгілеуге болады.
verdict-cancelled-next = Орын болса, кіргізіңіз.
verdict-awaiting-approval-next = Ұйымдастырушыдан сұрап, шешіңіз.
verdict-waiting-next = Орын босаса ғана кіргізіңіз.
verdict-not-registered-next = Өз іс-шарасына жіберіңіз немесе кіргізіңіз.
scanner-written-down = Жазылды
scanner-written-down-next = Кіргізесіз бе?
verdict-full-next = Күтуін сұраңыз немесе ұйымдастырушыға айтыңыз.
verdict-consent-missing-next = Заңды өкіл қол қойған қағазды көрсетуін сұраңыз.
verdict-admit-next = Өткізіп, «Келесі» дегенді басыңыз.

## Verdicts: details

verdict-already-in-time = Белгіленген уақыты: { $time }
verdict-registered-for-at = Тіркелген іс-шарасы: { $event }, { $time }, { $place }
verdict-consents-as-of = Келісімдер тізімі: { $time }, кейінгісі бұл телефонға белгісіз
verdict-also = Сондай-ақ: { $reasons }

## Answers

answer-admit = Кіргізу
answer-admit-anyway = Бәрібір кіргізу
answer-paper-seen = Қағазын көрдім
answer-to-follow = Кейін әкеледі
answer-refuse = Кіргізбеу
answer-next = Келесі
answer-undo = Болдырмау

## Counters and connection

scanner-mine = Менің белгілерім: { $n }
scanner-unsent = Жіберілмеген: { $n }
scanner-all-sent = Бәрі жіберілді
scanner-as-of = Тізім: { $time }
scanner-online = Желіде
scanner-offline = Желіден тыс
scanner-send-now = Қазір жіберу
scanner-revoked = Бұл телефон ажыратылған. Ұйымдастырушыға хабарласыңыз.
scanner-log-failed = Белгі сақталмады. Қайта сканерлеңіз.
scanner-note = Ескертпе жазу
scanner-note-save = Сақтау
scanner-last = Соңғы белгілер
scanner-reload-new = Жаңа нұсқа дайын
scanner-reload-button = Жаңарту
scanner-reload-unsent = Алдымен жіберілмеген белгілерді жіберіңіз: { $n }

## A class at the door
class-title = Сынып тізімі
class-choose = Жетекшінің QR кодын камераға көрсетіңіз немесе сыныпты тізімнен таңдаңыз.
class-find = Мектеп, сынып немесе жетекші бойынша іздеу
class-none = Мұнда келетін сынып тізімде жоқ.
class-untick = Келмегендердің белгісін алып тастаңыз.
class-ticked = Белгіленгені: { $n } / { $total }
class-heads = Саналған адам саны
class-heads-help = Есік алдында тұрғандарды өзіңіз санаңыз; бұрын кіргендерді қоспаңыз.
class-let-in = Кіргізу: { $n }
class-let-out = Шығару: { $n }
class-others = Кешіккен оқушы өз билетімен кіреді. Тізімде жоқ баланы тіркеу үстелі жазады.
class-consents = Келісімі жоқтар қалай кіреді?
class-unknown = Бұл сынып осы телефонның тізімінде жоқ немесе басқа іс-шараға келеді. Іс-шараны тексеріп, тізімді жаңартыңыз.
class-nobody = Ешкім белгіленбеген.
class-heads-differ = Белгіленгені: { $n }, ал саналғаны басқа. Қайта санап, белгілерді тексеріңіз.
class-changed = Осы арада өзгерді: { $names }. Әзірге ештеңе жазылған жоқ. Тізімді қарап, қайта санаңыз.
class-ground-needed = Келісімі жоқтар қалай кіретінін таңдаңыз.
class-done = Сынып кірді: { $n }
class-done-out = Сынып шықты: { $n }
class-undo = Бәрін қайтару
