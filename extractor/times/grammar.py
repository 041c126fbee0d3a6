"""The shapes of calendar expressions, as regular expressions over normalised text.

`ATOM` finds every expression that stands by itself, in one scan; `CALENDAR_PARTS` and its like take a found one
apart.  Every repeat is bounded, so the scan is linear in the text.
"""

from __future__ import annotations

import re

from extractor.times.openings import OPENING

CN = "〇○零一二三四五六七八九"
CN1 = "一二三四五六七八九"
UP_TO = r"(?:至|到|[-—–~]{1,2})"  # between the two numbers of `1-8月`
AND = r"[、和与及]"
SMALL = rf"(?:[0-9]{{1,3}}|[{CN1}]?十[{CN1}]?|[两{CN1}])"

_NO_DIGIT = r"(?<![0-9])(?<![0-9][.,])"
_NO_CN = rf"(?<![{CN}十百千万亿两几数多第每个])"
_FREE = rf"(?:{_NO_DIGIT}(?=[0-9])|{_NO_CN}(?=[十{CN}]))"

MONTH = r"(?:1[0-2]|0?[1-9]|十[一二]|[一二三四五六七八九十])"
DAY = rf"(?:3[01]|[12][0-9]|0?[1-9]|三十一?|二?十[{CN1}]|二?十|廿[{CN1}]|[{CN1}])"
QUARTER = r"[一二三四1-4]"

# Words that a unit of time opens: 月供 and 年均 are none where the same character opens 供电, 均价.
_AVERAGE = "均(?![价衡值收扩下上增减有实未超高低提回达为已可将由在处呈比较保完])"
_MONTH_WORD = rf"(?:[龄薪饼嫂]|供(?![电应水气热暖货销需给地种])|租(?![金赁车房用])|亮(?!相)|球(?!赛|员|市)|{_AVERAGE})"
_WEEK_WORD = "(?:[岁年边刊]|期(?![货间末])|围(?!绕)|转(?![让为运移入])|密(?!集)|到(?![位账货港访底])|报(?![告道送名]))"
_DAY_WORD = "(?:[均内游龄程元后]|期(?![间货末])|线(?![上下路])|之内|以内|以上)"

# --- time of day -----------------------------------------------------------------------------------------------------
_DAY_PART = r"(?:凌晨|清晨|早晨|早上|上午|中午|正午|下午|午后|傍晚|晚上|晚间|夜间|深夜|午夜)"
_HOUR = rf"(?:2[0-4]|[01]?[0-9]|二十[一二三四]?|十[{CN1}]?|[零两{CN1}])"
_MINUTE = rf"(?:[0-5]?[0-9]|[{CN1}]?十[{CN1}]?)"
_TIME_WORD = r"时(?![代期间节段尚速效常候任而事空光装])"
_CLOCK = (
    rf"{_HOUR} ?(?:[:：][0-5][0-9](?:[:：][0-5][0-9])?"
    rf"|(?:{_TIME_WORD}|点(?![{CN1}0-9]{{1,2}}(?:[^0-9{CN1}分]|\Z)))"
    rf"(?:钟|半|整| ?{_MINUTE} ?分(?: ?{_MINUTE} ?秒)?)?)(?:[多许]|左右)?"
)
_CLOCKS = rf"(?:{_HOUR} ?{UP_TO} ?)?{_CLOCK}(?: ?{UP_TO} ?{_CLOCK})?"
_SHORT_PART = r"[早晚夜](?![饭餐间稻会宴班校市总婚年]|报(?![告道]))"
TIME = rf"(?: ?(?:{_DAY_PART}|{_SHORT_PART})? ?{_CLOCKS}| ?(?:{_DAY_PART}|{_SHORT_PART}))"
_HOUR_MINUTE = r"(?:2[0-4]|[01]?[0-9])[:：][0-5][0-9]"
CLOCK = (
    rf"(?:{_DAY_PART} ?{_CLOCKS}|{_NO_DIGIT}(?<![:：]){_HOUR_MINUTE} ?{UP_TO} ?{_HOUR_MINUTE}(?![0-9])"
    rf"|{_NO_DIGIT}(?:[0-9]{{1,2}}(?:时|[:：][0-5][0-9])? ?{UP_TO} ?)?(?:2[0-4]|[01]?[0-9]) ?"
    rf"(?:{_TIME_WORD}(?: ?{_MINUTE} ?分)?(?:[许整]|左右)?|点(?:钟|整|{_MINUTE}分)))"
)

# --- years -----------------------------------------------------------------------------------------------------------
# A two-digit year is one when a zero leads it, when a part of a year follows, or when it fills a clause.
_PART_FOLLOWS = (
    rf"(?= ?年 ?的?(?:第?{QUARTER}季|[上下]半年|{MONTH} ?月|[初底末]|前{SMALL}个?[月季]|第{SMALL}个月|[春夏秋冬]季))"
)
_FULL = rf"(?:{_NO_DIGIT}(?:1[5-9]|20|21)[0-9]{{2}}|{_NO_CN}[一二][0{CN}][{CN}]{{2}})"
_SHORT = (
    rf"(?:{_NO_DIGIT}(?:0[0-9](?= ?年)|[1-9][0-9]{_PART_FOLLOWS})"
    rf"|{_NO_CN}(?:[〇○零][{CN}]|[{CN1}][〇○零])(?= ?年)|{_NO_CN}[{CN1}][{CN}]{{1,2}}{_PART_FOLLOWS}"
    r"|(?:(?<![^\n(（]))[1-9][0-9](?= ?年(?:[，。；\n)）]|\Z)))"
)
YEAR = (
    rf"(?:(?P<from_year>{_FULL})(?: ?年?度? ?{UP_TO} ?|[、/和与])(?P<to_year>[0-9{CN}]{{2}}(?:[0-9{CN}]{{2}})?)"
    rf"|(?P<year>{_FULL}|{_SHORT})) ?年(?!的?历史(?![性最新同上首])|的?树龄)"
)
RELATIVE_YEAR = (
    r"(?P<relative_year>今年|(?<![成资日])本年度?(?!报)|(?<!过)去年|(?<!以)前年|(?<!说)明年|(?<![今成产建工用营产行毕])后年(?!均)|(?<!以)上一?年度?|(?<![提以])前一年度?"
    r"|当年|(?<![不合])同年|(?<![一二三首每两])次年|翌年|来年)"
    rf"(?![龄级薪轻]|{_AVERAGE})"
)

# --- parts of a year -------------------------------------------------------------------------------------------------
_EDGE = r"(?:底(?![部色气层])|末(?!级)|初(?![一二三四五六七八九十步心小始级中]))"
_DAY_AFTER_MONTH = (
    rf"的? ?(?:(?P<from_day>{DAY})(?: ?[日号]? ?{UP_TO} ?|{AND})(?={DAY} ?[日号]))?"
    rf"(?P<day>{DAY})(?: ?[日号](?!均线)|(?![0-9])(?=\Z|[，。；、)）至到\n]))"
)
_MONTHS = (
    rf"(?:(?P<from_month>{MONTH})(?: ?(?:月份?)? ?{UP_TO} ?|{AND})(?={MONTH} ?月))?"
    rf"(?P<month>{MONTH}) ?月(?!{_MONTH_WORD})份?"
    rf"(?:的? ?(?:(?P<xun>[上中下])旬|(?P<half_month>[上下])半月)|{_DAY_AFTER_MONTH}|(?P<month_edge>{_EDGE})|当月|单月"
    rf"|(?!(?<=一月)[{CN1}]))"
)
_QUARTERS = (
    rf"(?:[前头](?P<first_quarters>[一二两三四1-4])个?季度?"
    rf"|第?(?:(?P<from_quarter>{QUARTER})(?:(?:季度)?{UP_TO}|{AND})第?)?(?P<quarter>{QUARTER})个?季度"
    rf"|(?P<opening>首)季度?|[Qq](?P<q_quarter>[1-4])季度)(?P<quarter_edge>{_EDGE})?"
)
_FEAST = r"(?:元旦|春节|清明节?|五一|端午节?|中秋节?|国庆节?|十一|双节)"
_FEAST_TAIL = (
    rf"(?:{SMALL}[天日])?(?:黄金周|小长假|长假|假期|假日|节假日|期间|前夕|前后|当[天日])(?:期间)?(?:{SMALL}[天日])?"
)
FESTIVAL = rf"[“\"]?{_FEAST}[”\"]?{_FEAST_TAIL}"
_PARTS = (
    r"(?P<half>[上下前后])半年度?"
    rf"|{_QUARTERS}|{_MONTHS}|[前头](?P<first_months>{SMALL})个?月份?|第(?P<nth_month>{SMALL})个月"
)
_SEASON = r"(?P<season>[春夏秋冬])(?:季(?!节)(?:学期)?|学期)|(?P<holidays>暑假|寒假|暑期)"
_YEAR_POINT = r"(?P<year_point>年[底末初]|岁末|全年|年内(?!蒙))"
_AFTER_YEAR = (
    rf"{_PARTS}|{_SEASON}|(?P<report>一季报|三季报|半年[度报]|中报(?![名考送价]))|(?P<same>同期|同月|同日|同季度?)|{_YEAR_POINT}|(?P<year_edge>{_EDGE})"
    rf"|(?P<festival>{FESTIVAL}|[“\"]?{_FEAST}[”\"]?(?:{SMALL}[天日])?)|(?:度(?![假日])|[内里])"
)
CALENDAR_SHAPE = (
    rf"{_NO_DIGIT}(?:19|20)[0-9]{{2}}(?:[Hh][12]|[Qq][1-4])(?![0-9A-Za-z%])|"
    rf"(?:{YEAR}|{RELATIVE_YEAR})(?: ?的? ?(?:{_AFTER_YEAR}))?"
    rf"|(?:(?=[上下前后]半)(?<!以)|(?=[头首Qq第前])(?<![提以之]))(?:{_PARTS})"
    rf"|{_FREE}(?:{_MONTHS}|{_QUARTERS})|(?<![0-9{CN}十今去前明后上本当同次翌来多每整近几常])(?!(?<=大)年初)(?:{_YEAR_POINT})"
)
CALENDAR_PARTS = re.compile(rf"(?:{YEAR}|{RELATIVE_YEAR})?(?: ?的? ?(?:{_AFTER_YEAR}))?")

# --- dates in digits -------------------------------------------------------------------------------------------------
_Y4 = r"(?:1[5-9]|20|21)[0-9]{2}"
_M2 = r"(?:1[0-2]|0?[1-9])"
_D2 = r"(?:3[01]|[12][0-9]|0?[1-9])"
NUMERIC = (
    rf"(?<![0-9A-Za-z.,/_])(?P<n_year>{_Y4})(?:(?P<sign>[-/.])(?P<n_month>{_M2})(?P=sign)(?P<n_day>{_D2})(?:(?![0-9.%])|(?={_HOUR_MINUTE}))"
    rf"|\.(?P<n_from>1[0-2]|0[1-9]) ?{UP_TO} ?(?P<n_last_year>{_Y4})(?:\.(?P<n_last>1[0-2]|0[1-9]))?(?![0-9.年]))"
)

# --- days, weeks, months and quarters counted from today -----------------------------------------------------------
_DAY_WORDS = (
    r"今天|今日(?!头条|早报|说法)|昨天|昨日|(?<!的)明天|明日(?!之)|(?<!以)前天|(?<![最今先])后天"
    r"|当天|当日|(?<!日)本日|次日|同日|前一[日天]|(?<!以)上一?日|昨晚|今晚|明晚|今晨|今早|昨夜|今夜|当晚|当夜"
)
_WEEK = rf"(?:周(?!{_WEEK_WORD}|星驰|全(?![国省市区县]))|个?星期|礼拜)"
RELATIVE_WEEK = rf"(?P<relative_week>本|这|(?<!以)上上?个?|(?<!以)下个?|当){_WEEK}(?P<weekday>[{CN1[:6]}日天末](?!会))?"
_LONE_WEEKDAY = rf"(?:星期|礼拜|(?<![{CN1}十0-9两几半每多个满一金])周)(?P<lone_weekday>[{CN1[:6]}日天])(?![{CN}十围])"
DATE_IN_BRACKETS = rf"(?: ?[(（](?:(?P<bracket_month>{MONTH})月)?(?P<bracket_day>{DAY})[日号][)）])?"
WEEKDAY_IN_BRACKETS = rf"(?: ?[(（](?:星期|周|礼拜)[{CN1[:6]}日天][)）])?"
RELATIVE_DAY = rf"(?:(?P<relative_day>{_DAY_WORDS})|{_LONE_WEEKDAY}){DATE_IN_BRACKETS}"
RELATIVE_MONTH = (
    rf"(?P<relative_month>(?<![成资])本月|这个月|当月|(?<!以)上上?个?月|(?<!以)下个?月|(?<![首每两])次月|(?<!不)同月)(?!{_MONTH_WORD})"
    rf"(?:的? ?(?:(?P<rm_from>{DAY})(?: ?[日号]? ?{UP_TO} ?|{AND})(?={DAY} ?[日号]))?(?P<rm_day>{DAY}) ?[日号]"
    rf"|(?P<rm_edge>{_EDGE})|(?P<rm_xun>[上中下])旬)?"
)
MONTH_POINT = r"(?<![个每逐当本上下今同次正腊1-9])(?P<month_point>月[底末初])"
RELATIVE_QUARTER = (
    r"(?P<relative_quarter>本季度?|(?<!以)上一?个?季度|(?<!以)下一?个?季度|当季度?|上季(?=末|度))(?P<rq_edge>[底末初])?"
)
_LONE_DAY = rf"(?:3[01]|[12][0-9]|0?[1-9]|三十一?|二?十[{CN1}]|二十|廿[{CN1}])"  # 一日 and 三日 count days
DAY_ALONE = (
    rf"(?<![0-9.,月第每近约超逾满期续用达共了过{CN}十百千万两几数个\-—–~])"
    rf"(?:(?P<lone_from>{_LONE_DAY})(?: ?[日号]? ?{UP_TO} ?|{AND})(?={_LONE_DAY} ?日))?(?P<lone_day>{_LONE_DAY}) ?"
    rf"日(?!{_DAY_WORD})"
)

# --- stretches counted in years, plans, decades, now -----------------------------------------------------------------
PLAN = (
    rf"(?P<plan>[“\"‘'「『]?(?:十[一二三四五六]|[{CN1}])五[”\"’'」』]?(?P<plan_tail>规划期间?|计划期间?|时期|期间|期末|末期?|初期|初|(?=以来))"
    rf"|[“\"‘'「『](?:十[一二三四五六]|[{CN1}])五[”\"’'」』](?=[^，。；、《》\n]{{0,6}}(?:累计|新增|共|是))(?!规划|计划|纲要|[、和]))"
)
_CENTURY = rf"(?:(?:[12]?[0-9]|[{CN1}]?十[{CN1}]?)世纪|上个?世纪|本世纪)"
_DECADE = rf"(?:[1-9]0|[{CN1}]十)年代"
DECADE = (
    rf"(?P<decade>{_FREE}{_CENTURY}(?:{_DECADE})?|(?:上个?|本)世纪(?:{_DECADE})?|{_FREE}{_DECADE})(?![“\"]?海|经济)"
    r"(?P<decade_part>初期?|末期?|中期|中叶|后期|前期)?"
)
_SPAN_UNIT = r"(?:年(?!时间|[的之]久|级|期)|个?季度|个月|个?星期|周(?!年|岁)|[天日](?!的?时间|均)|个?小时)"
_FLOW = "累计|共|年均|增长|翻|共计|合计|[新净]增|生产|完成|投入|引进|建成|新建|改造|转移|减少|解决|发放"  # 五年新增35家
WINDOW = (
    rf"(?P<window>(?<![附邻靠接将最用历经达长需耗过了要花])(?<![历耗]时)(?:最近|近)(?P<w_near>{SMALL}){_SPAN_UNIT}(?:多?以?来|间|里|内|中(?![国央共部小心]))?"
    rf"|(?:(?<![超通从由])过去|刚过去|此前|最近|(?<![在从由到])这)的?(?P<w_past>{SMALL}|几){_SPAN_UNIT}(?:多?以?来|间|里|内|中(?![国央共部小心]))?"
    rf"|(?:今后|未来|接下来)的?(?P<w_next>{SMALL}|几)(?:{UP_TO}{SMALL})?{_SPAN_UNIT}(?:间|里|内)?"
    rf"|{_FREE}(?P<w_since>{SMALL})(?:年|个月|[天日]|个?星期|周)多?以?来(?![源自到了回临])"
    rf"|(?<=[\n，。；、：\u3000])(?P<w_total>[{CN1}]|5|10|15)年(?:间(?![接隔断])|(?={_FLOW})))"
)
NOW = (
    r"(?P<now>(?<!项)目前|目前(?!期)"  # not 项目前期工作
    r"|当前(?!位)|(?<![表体出实呈展发显])现在|迄今|至今|(?<=[至止到])(?:今天?|此|现在)(?=为止))(?:为止)?"
)

# --- what stands around ----------------------------------------------------------------------------------------------
LEAD = (
    r"(?:(?P<lead>截[至止] ?[到至于]?|自从|自(?![治主])|(?<![服侍])从"
    r"|(?<![高升降增加扩长少低大回落达延推提迟得直调缩遇拉看收])[到至]|迄) ?)?"
    r"(?:(?P<zone>(?:当地|北京|美东|美国东部|欧洲中部|格林尼治|莫斯科|东京)时间|农历|阴历) ?)?"
)
TAIL = (
    r"(?P<tail> ?(?:之?间(?!接|隔|断)|期间|(?:成立)?以来|起(?![草诉伏步点源价征重初码])|开始|至今(?![年天日])"
    r"|以后|之后"
    r"|之前|以前|前(?![一二两三四五六七八九十0-9]个?[季月天年周日位]|期|后|往|来|夕|移|瞻|沿|列|景|台|所|提|述|方|面|端|锋|任|苏|身|去|线)"
    r"|后(?![续来期者勤备方面台起悔果半])|止|为止))?"
)
_CALENDAR = re.sub("[?]P<[a-z_]+>", "?:", CALENDAR_SHAPE)
ATOM = re.compile(
    OPENING
    + LEAD
    + rf"(?:{NUMERIC}{WEEKDAY_IN_BRACKETS}(?:{TIME})?|(?P<calendar>{_CALENDAR}){WEEKDAY_IN_BRACKETS}(?:{TIME})?"
    + rf"|{RELATIVE_DAY}(?:{TIME})?|{RELATIVE_WEEK}|{RELATIVE_MONTH}(?:{TIME})?|{RELATIVE_QUARTER}|{MONTH_POINT}"
    + rf"|(?P<feast>{FESTIVAL})|{PLAN}|{DECADE}|{WINDOW}|{NOW}|{DAY_ALONE}(?:{TIME})?|(?P<clock>{CLOCK}))"
    + TAIL
)
