"""The vocabulary of the fictional street: no name here belongs to anybody."""

from random import Random

STREET = "拟云街道"
STREET_CODE = "901"
AREAS = ["春晖", "夏澍", "秋霁", "冬晴", "中澄"]
COMMUNITIES = [
    "拟春",
    "拟夏",
    "拟秋",
    "拟冬",
    "拟岚",
    "拟溪",
    "拟松",
    "拟竹",
    "拟梅",
    "拟兰",
    "拟荷",
    "拟桐",
]
DIGITS = "零一二三四五六七八九"
FAMILY = "赵钱孙李周吴郑王冯陈蒋沈韩杨朱秦许何吕张"
GIVEN = ["示例", "样例", "测试", "演示", "拟定", "示范", "样", "测", "演", "拟", "示"]
FIRMS = ["电子", "软件", "食品", "建材", "文化", "物流", "纺织", "机械", "生物", "传媒"]
PARTNER_KINDS = [
    ("拟云实验小学", "institution", "institutions"),
    ("拟云中学", "institution", "institutions"),
    ("拟云医院", "institution", "institutions"),
    ("拟云供电所", "state_firm", "state_firms"),
    ("拟云银行拟云支行", "state_firm", "state_firms"),
    ("拟云律师事务所", "social", "social_orgs"),
    ("拟云商会", "social", "social_orgs"),
    ("拟云社会工作服务中心", "social", "street"),
    ("拟云科技有限公司", "private", "internet_firms"),
    ("拟云食品有限公司", "private", "private_firms"),
    ("拟云区住建局", "government", "organs"),
    ("拟云区民政局", "government", "organs"),
    ("拟云消防救援站", "government", "organs"),
    ("拟云邮政支局", "state_firm", "new_groups"),
    ("拟云剧团", "institution", "institutions"),
]
CIRCLES = [
    ("拟云科创园区共建圈", "园区企业党建互促、人才互通"),
    ("拟云商圈共建圈", "商户自治与文明经营"),
    ("拟云教育联盟共建圈", "校社联动、青少年服务"),
    ("拟云健康服务共建圈", "义诊与健康讲座"),
    ("拟云平安共建圈", "消防、治安与矛盾调解"),
    ("拟云文化惠民共建圈", "文体活动与志愿服务"),
]


def numeral(number: int) -> str:
    """A number below one hundred as it is written in names: 一, 十二, 三十四."""
    tens, ones = divmod(number, 10)
    if tens == 0:
        return DIGITS[ones]
    head = "" if tens == 1 else DIGITS[tens]
    return f"{head}十{DIGITS[ones] if ones else ''}"


def person_name(chance: Random) -> str:
    """A name that shows that nobody bears it."""
    return chance.choice(FAMILY) + chance.choice(GIVEN)


def phone(number: int) -> str:
    """A number from a block that is nobody's."""
    return f"1900000{number:04d}"
