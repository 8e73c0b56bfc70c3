### The scanner's phone: who holds it, whether it is ready, what it owes, which gate it serves.

## The phone itself

phone-title = Осы телефон
phone-list-size = { $n } билет
phone-who = Кім сканерлейді
phone-who-new = Басқа ерікті
phone-who-button = Телефонды қабылдау
phone-who-now = Қазір: { $name }

## The check of the evening before

phone-check-title = Телефон дайын ба?
phone-check-text = Алдыңғы күні кешке, желі бар жерде тексеріңіз. Телефонды қосуға желі керек, сканерлеуге керек емес.
phone-check-button = Тексеру
phone-check-running = Тексерілуде…
phone-check-passed = Дайын
phone-check-failed = Әлі дайын емес
phone-check-at = Тексерілген уақыты: { $time }
phone-check-camera = Камера
phone-check-camera-bad = Браузер баптауында камераға рұқсат беріңіз.
phone-check-storage = Жад
phone-check-storage-bad = Сканерді негізгі экранға орнатыңыз, сонда браузер белгілерді өшірмейді.
phone-check-clock = Сағат
phone-check-clock-bad = Баптауда уақытты автоматты түрде орнатуды қосыңыз.
phone-check-sound = Дыбыс
phone-check-sound-bad = Дыбысты қосыңыз.
phone-check-roster = Тізім
phone-check-roster-bad = Желі бар жерде тізімді жаңартыңыз.
phone-check-code = Кодты оқу
phone-check-code-bad = Браузерді жаңартыңыз немесе басқа телефон алыңыз.
phone-check-offline = Желісіз ашылуы
phone-check-offline-bad = Желі бар жерде бетті қайта ашыңыз.
phone-check-yes = иә
phone-check-no = жоқ

## Marks, versions, habits

phone-log-title = Осы телефондағы белгілер
phone-log-quarantined = Сервер оқи алмаған белгілер: { $n }
phone-log-export = Белгілерді файлға сақтау
phone-log-export-text = Телефон жібере алмаса, файлды ұйымдастырушыға беріңіз.
phone-version-title = Желісіз жұмыс
phone-version-unknown = Тексерілуде…
phone-version-kept = Бет телефонда сақталды: желісіз ашылады.
phone-version-not-kept = Бет телефонда сақталмады: оны желіде бір рет қайта ашыңыз.
phone-habits-title = Баптау
phone-rapid = Жасыл экран өздігінен жабылсын
phone-sound = Дыбыс
phone-on = қосулы
phone-off = өшірулі
phone-evicted = Браузер осы телефондағы белгілерді өшіріп тастаған. Ұйымдастырушыға айтыңыз және телефонды қайта қосыңыз.
phone-unknown = Сервер бұл телефонды танымайды. Телефонды қайта қосыңыз; белгілер сақталады.
phone-refused = Сервер бұл телефонның белгілерін қабылдамады. Ұйымдастырушыға айтыңыз; белгілер телефонда сақталады.
phone-other-tab = Сканер басқа қойындыда ашық. Сол қойындыны жабыңыз.

## A link without a tap on it

phone-link-label = Қосу сілтемесі немесе оның коды
phone-link-button = Жалғастыру
phone-link-camera = Сілтеменің QR-кодын сканерлеу
phone-link-bad = Бұл қосу сілтемесі де, коды да емес. Кодта 12 таңба бар: K7Q2-9MXP-4TRA.

## The gate of a stop

gate-title = Кіреберіс: { $place }
gate-text = Әркімнің өз іс-шарасы көрсетіледі
gate-event = { $event }, { $place }
gate-next = Іс-шара аяқталды. Келесі: { $event }
gate-next-button = Келесіге өту
door-inside = Ішінде: { $n }
door-undo-late = 15 минут өтті: белгіні тек ұйымдастырушы алып тастай алады.
door-torch-on = Шамды жағу
door-torch-off = Шамды өшіру

## Phones on the board and in the list

board-phones-owe = олар жібермеген белгі: { $n }
board-phone-ready = ✓ дайын
board-phone-missing = дайын емес: { $points }
board-phone-unchecked = тексерілмеген
desk-device-unsent = Жіберілмеген
desk-device-ready = Дайындығы
desk-device-clock = Сағат
desk-device-roster = Тізім
desk-device-clock-off = { $n } с

## Серверде бар жазбалар

phone-held-received = қабылданды: { $received } / { $own }
phone-held-sum = салыстыру коды: { $code }, барлық жазба: { $n }
phone-held-differs = Сервердегі жазбалар осы телефондағымен сәйкес келмейді. Ұйымдастырушыға айтыңыз; белгілер телефонда қалады.

## A log in other hands

handed-title = Телефон белгілерін файлдан қабылдау
handed-lead = Телефон белгілерін жібере алмаса, оларды файлға сақтап, осында жүктеңіз. Бір файлды қайта жүктеуге болады: ештеңе екі рет саналмайды.
handed-file = Телефоннан сақталған файл
handed-button = Файлды қабылдау
handed-done = Файл қабылданды
handed-stored = Жаңа белгі: { $n }
handed-already = Бұрыннан бар белгі: { $n }
handed-unproven = Расталмаған белгі: { $n }. Тексеру бетінде қабылданғанша саналмайды.
handed-contested = Екінші нұсқасы бар белгі: { $n }. Екеуі де сақталды.
handed-malformed = Оқылмаған немесе басқа жобаның белгісі: { $n }. Файлды сақтап қойыңыз.
handed-bad-file = Бұл сканердің файлы емес. Телефондағы «Белгілерді файлға сақтау» батырмасымен сақталған файлды таңдаңыз.
handed-bad-version = Файл Керуеннің басқа нұсқасында сақталған. Телефонда сканерді жаңартып, файлды қайта сақтаңыз.
handed-bad-size = Файл тым үлкен: 8 мегабайттан аспауға тиіс.
phone-handed-title = Басқа телефонның белгілері
phone-handed-text = Басқа телефон жібере алмаса, оның файлын осында қабылдаңыз: белгілері осы телефон арқылы кетеді.
phone-handed-button = Басқа телефонның файлын қабылдау
phone-handed-took = Қабылданды: жаңа белгі { $n }, бұрыннан бар { $n-known }
phone-handed-waiting = Басқа телефондардың жіберілмеген белгісі: { $n }
phone-handed-sent = Басқа телефондардың белгілері жіберілді
phone-handed-unproven = Расталмаған белгі: { $n }. Ұйымдастырушы қабылдағанша саналмайды.
phone-handed-malformed = Сервер оқи алмаған белгі: { $n }. Файлды ұйымдастырушыға беріңіз.
phone-handed-union = Барлық телефон бойынша кіргендер
phone-handed-people = { $n } билет
