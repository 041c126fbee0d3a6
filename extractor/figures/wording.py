"""Words around a figure that decide what it is: rank, money left unsaid, rate without a unit, attribute."""

from __future__ import annotations

RANK_VERBS = (
    "位列", "位居", "居", "列", "排名", "排在", "排列", "(?<!安)排", "名列", "跃居", "升至", "升到", "跃升",
    "上升", "晋升", "稳居", "名次", "位次", "排序", "进入", "跻身", "位于", "保持",
)  # fmt: skip
"""Pieces of a pattern: one of them, or a scope, stands before a rank that has no 位 or 名."""

RANK_SCOPES = (
    "全国", "全省", "全市", "全区", "全县", "全球", "世界", "亚洲", "国内", "行业", "同类", "全系统", "省内",
)  # fmt: skip
RANK_UNITS = ("位", "名")

MONEY_NOUNS = (
    "资金", "金额", "利税", "税收", "损失", "投资", "收入", "利润", "产值", "价值", "贷款", "现金", "费用", "价款",
    "赃款", "票房", "货款", "补贴", "补助", "奖金", "罚款", "债务", "融资", "存款", "余额", "案值", "造价", "款项",
    "销售额", "营业额", "成交额", "总额", "款", "身价", "注册资本", "国债", "赤字", "债券", "市场", "市场规模",
)  # fmt: skip
MONEY_VERBS = (
    "被骗", "挽回", "返还", "冻结", "止付", "罚没", "捐款", "筹集", "斥资", "耗资", "追回", "索赔", "拍出", "募集",
    "拨付", "借款", "欠款",
)  # fmt: skip

RATE_NOUNS = (
    "率", "系数", "指数", "倍率", "比值", "得分", "PMI", "pmi",
)  # fmt: skip
RATE_VERBS = (
    "约为", "均为", "仅为", "达到", "降至", "升至", "降到", "升到", "保持在", "为", "达", "是", "至",
)  # fmt: skip

ONE_COUNTS = (
    "为期", "仅用", "只用", "用了", "用时", "历时", "长达", "耗时", "仅", "只有", "提前", "至少", "不到", "不足",
    "近", "约", "超过", "超", "满",
)  # fmt: skip
"""Behind these a spelt-out 一 is a number: 为期一周, 仅用一天."""

TIERS = tuple("国省市州县区乡镇街村组旗户")
"""Behind the last of these spelt-out tiers are counted: 市、县、乡三级."""

NO_HALF_BEFORE = tuple("价数年天载导径夜")
NO_WHOLE_BEFORE = tuple("治体个改理合顿")

SPEED_PREFIXES = ("每小时", "每秒", "每分钟")

PER = (
    "平方公里", "平方米", "立方米", "人次", "公里", "公顷", "小时", "分钟", "人", "月", "年", "日", "天", "户", "次",
    "季", "吨", "亩", "件", "股", "台", "辆", "套", "个", "桶", "盎司", "度", "周", "秒", "张", "只", "头", "斤",
    "公斤", "千克", "克", "升", "平米", "标准箱", "箱", "米", "条", "份", "例", "家", "间", "座", "床", "生", "村",
    "千瓦时", "千瓦", "名", "kWh", "kg", "L", "l", "t", "m",
)  # fmt: skip
"""What may follow the stroke of a ratio (元/人) besides the units themselves."""

ATTRIBUTE_BEFORE = (
    "年产", "年加工", "年屠宰", "年组装", "年处理", "日处理", "以上", "上述", "下列", "以下", "赠送", "每天", "享受",
)  # fmt: skip
ATTRIBUTE_AFTER = (
    "专线", "宽带", "光纤", "光宽", "带宽", "流量", "权益", "运营商", "基础电信企业", "联动", "网络", "公司",
)  # fmt: skip
THRESHOLDS = ("以上的", "及以上的", "以下的", "以上", "及以上", "以下")
REPORTED_AGES = ("寿命", "平均年龄", "均龄")
