//! Names as people have them: Chinese, Latin, others, with and without emoji.

use crate::Dice;

const SURNAMES: &[&str] = &[
    "王", "李", "张", "刘", "陈", "杨", "黄", "赵", "吴", "周", "徐", "孙", "马", "朱", "胡", "郭",
    "何", "高", "林", "罗", "郑", "梁", "谢", "宋", "唐", "许", "韩", "冯", "邓", "曹", "彭", "曾",
    "肖", "田", "董", "潘", "袁", "蔡", "蒋", "余", "欧阳", "司马",
];
const GIVEN: &[&str] = &[
    "伟", "芳", "娜", "敏", "静", "丽", "强", "磊", "军", "洋", "勇", "艳", "杰", "娟", "涛", "明",
    "超", "秀", "霞", "平", "刚", "桂", "英", "华", "玉", "兰", "红", "鹏", "飞", "鑫", "波", "斌",
    "宇", "浩", "然", "轩", "子", "涵", "梓", "欣", "怡", "诗", "雨", "晨", "思", "佳", "文", "博",
    "小", "晓",
];
const FIRST: &[&str] = &[
    "Emma", "Liam", "Olivia", "Noah", "Iris", "Omar", "Zoë", "Hugo", "Léa", "Lucas", "Chloé",
    "Jürgen", "Anna", "Mateo", "Sofia", "Nguyen", "Linh", "Aisha", "Yusuf", "Ingrid", "Søren",
    "Ana", "João", "Kevin", "Amy", "Tom", "Jenny", "Eric", "Grace", "Vivian",
];
const LAST: &[&str] = &[
    "Smith",
    "Chen",
    "Wang",
    "Li",
    "Müller",
    "Dubois",
    "García",
    "Rossi",
    "Nguyen",
    "Tan",
    "Lim",
    "Wong",
    "Chan",
    "Zhang",
    "Liu",
    "Kim",
    "Park",
    "Silva",
    "Costa",
    "Novak",
    "Johansson",
    "O'Brien",
    "Martin",
    "Bernard",
    "Petit",
    "Schmidt",
    "Weber",
    "Khan",
    "Ali",
    "Ho",
];
const OTHERS: &[&str] = &[
    "さくら",
    "たけし",
    "ゆい",
    "김민수",
    "이서연",
    "박지훈",
    "Иван Петров",
    "Анна Ли",
    "محمد علي",
    "فاطمة",
    "สมชาย",
    "Ελένη",
    "דוד כהן",
];
const NICKNAMES: &[&str] = &[
    "追风少年",
    "一叶知秋",
    "小鱼儿",
    "爱吃火锅",
    "云淡风轻",
    "阳光正好",
    "星辰大海",
    "随风",
    "柠檬不酸",
    "快乐的小鸟",
    "半夏微凉",
    "老王",
    "静待花开",
    "北极星",
    "深夜食堂",
];
const EMOJI: &[&str] = &["🌸", "😀", "🐱", "✨", "🍉", "🎸", "👨‍👩‍👧", "☀️"];

/// A name, and the nickname at WeChat, which often is the same.
pub(crate) fn names(dice: &mut Dice) -> (String, String) {
    let name = match dice.below(100) {
        0..55 => chinese(dice),
        55..70 => format!("{}{}", dice.pick(NICKNAMES), dice.below(1000)),
        70..92 => format!("{} {}", dice.pick(FIRST), dice.pick(LAST)),
        92..97 => (*dice.pick(OTHERS)).to_owned(),
        _ => format!("{}{}", dice.pick(EMOJI), dice.pick(EMOJI)),
    };
    let name = if dice.below(8) == 0 {
        format!("{name}{}", dice.pick(EMOJI))
    } else {
        name
    };
    let nickname = if dice.below(5) == 0 {
        (*dice.pick(NICKNAMES)).to_owned()
    } else {
        name.clone()
    };
    (name, nickname)
}

fn chinese(dice: &mut Dice) -> String {
    let mut name = (*dice.pick(SURNAMES)).to_owned();
    for _ in 0..=dice.below(2) {
        name.push_str(dice.pick::<&str>(GIVEN));
    }
    name
}
