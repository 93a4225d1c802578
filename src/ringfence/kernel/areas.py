"""Province-level areas of China (the first two digits of GB/T 2260), as numbers carry them."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Area:
    """A province, autonomous region, municipality or special administrative region."""

    zh: str
    en: str


PROVINCES = {
    "11": Area("北京市", "Beijing"),
    "12": Area("天津市", "Tianjin"),
    "13": Area("河北省", "Hebei"),
    "14": Area("山西省", "Shanxi"),
    "15": Area("内蒙古自治区", "Inner Mongolia"),
    "21": Area("辽宁省", "Liaoning"),
    "22": Area("吉林省", "Jilin"),
    "23": Area("黑龙江省", "Heilongjiang"),
    "31": Area("上海市", "Shanghai"),
    "32": Area("江苏省", "Jiangsu"),
    "33": Area("浙江省", "Zhejiang"),
    "34": Area("安徽省", "Anhui"),
    "35": Area("福建省", "Fujian"),
    "36": Area("江西省", "Jiangxi"),
    "37": Area("山东省", "Shandong"),
    "41": Area("河南省", "Henan"),
    "42": Area("湖北省", "Hubei"),
    "43": Area("湖南省", "Hunan"),
    "44": Area("广东省", "Guangdong"),
    "45": Area("广西壮族自治区", "Guangxi"),
    "46": Area("海南省", "Hainan"),
    "50": Area("重庆市", "Chongqing"),
    "51": Area("四川省", "Sichuan"),
    "52": Area("贵州省", "Guizhou"),
    "53": Area("云南省", "Yunnan"),
    "54": Area("西藏自治区", "Tibet"),
    "61": Area("陕西省", "Shaanxi"),
    "62": Area("甘肃省", "Gansu"),
    "63": Area("青海省", "Qinghai"),
    "64": Area("宁夏回族自治区", "Ningxia"),
    "65": Area("新疆维吾尔自治区", "Xinjiang"),
    "71": Area("台湾省", "Taiwan"),
    "81": Area("香港特别行政区", "Hong Kong"),
    "82": Area("澳门特别行政区", "Macau"),
}

# Residence permits write Taiwan as 83; identity numbers of GB/T 2260 as 71.
PERMIT_AREAS = {
    "81": PROVINCES["81"],
    "82": PROVINCES["82"],
    "83": PROVINCES["71"],
}
