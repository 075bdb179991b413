## The sign-in page

experience-tabs = 登录页的各部分
tab-ways = 登录方式
tab-look = 外观
tab-words = 文字与语言
tab-rules = 规则
nobody-can-sign-in = 现在没有人能登录。
nobody-can-sign-in-body = 没有开启任何登录方式。可在这里开启：
experience-saved-ways = 登录方式已保存。
experience-saved-look = 外观已保存。
experience-saved-words = 语言已保存。
experience-saved-texts = 自定义文字已保存。
experience-saved-rules = 规则已保存。
experience-saved-picture = 图片已用在页面上。
experience-removed-picture = 图片已移除。
experience-nothing-changed = 没有任何变化，因此没有保存。

## The preview

preview-title = 预览
preview-open = 打开
preview-frame = 登录页预览
preview-state = 情形
preview-language = 语言
preview-device = 设备
preview-phone = 手机
preview-computer = 电脑
preview-now = 显示已填写的内容
states-ways = 选择登录方式
states-phones = 在手机上
states-strangers = 新用户
states-stopped = 登录中断时
states-sessions = 登录与退出
state-all-ways = 登录，全部方式
state-one-way = 登录，只有第一种方式
state-terms = 登录，需要同意条款

## Ways to sign in

ways-buttons = 登录页上的按钮
ways-buttons-body = 按此顺序排列。关闭的方式在所有入口都会被拒绝，而不只是隐藏。
ways-no-button = 无
ways-empty = 还没有登录方式
ways-empty-body = 连接器让用户用已有的账号登录。
way-native = 用于移动应用，这里没有按钮
move-up = 上移 { $name }
move-down = 下移 { $name }
order-unsaved = 这个顺序还没有保存。
qr-place = 微信二维码显示在哪里
qr-redirect = 在微信的页面上
qr-redirect-hint = 浏览器前往微信，然后返回。
qr-embedded = 在我们的页面上
qr-embedded-hint = 显示在框架中，下方有前往微信页面的链接。

## Look

look-colour = 颜色
colour-primary = 主按钮的颜色
colour-primary-hint = 例如 #2352D0。不填时使用内置的蓝色。
colour-dark = 深色页面上的主按钮
colour-dark-hint = 不填时使用上面的颜色。
dark-mode = 为偏好深色的人显示深色页面
fill-white = 上面的文字为白色，对比度为 { $ratio } 比 1。
fill-ink = 上面的文字为深色，对比度为 { $ratio } 比 1。
fill-moved = 这个颜色上的文字难以辨认，因此显示为 { $colour }，对比度为 { $ratio } 比 1。
fill-links = 链接保持蓝色，因为用这个颜色难以辨认。
look-who = 运营者
organisation = 名称
organisation-hint = 例如 Acme。显示在每个页面的底部。
support-website = 帮助页面
support-email = 帮助邮箱
support-hint = 帮助显示在每个页面的同一位置。
look-css = 样式表
custom-css = 自定义 CSS
custom-css-hint = 排在内置样式之后，不加载任何内容：不能有 url()、@import。最多 32 KiB。
look-pictures = 图片
look-pictures-body = PNG、JPEG 或 WebP，最大 512 KiB。上传后立即用在页面上。
picture-logo = 徽标
picture-dark-logo = 深色页面的徽标
picture-favicon = 浏览器标签页图标
picture-none = 无
picture-upload = 上传
picture-remove = 移除

## Words and languages

languages-on = 页面语言
language-choice = 用户看到哪种语言
auto-detect = 参考浏览器的语言
auto-detect-hint = 应用指定的语言和用户自己选择的语言始终有效。
language-fallback = 其他所有人
own-words = 自定义文字
own-words-body = 页面上的每段文字都可以按语言替换。
own-count =
    { $count ->
        [0] 无
       *[other] { $count } 段自定义文字
    }
own-parts = 页面的各部分
own-text = 自定义文字
own-hint = 留空时保留上方的文字。变量写在花括号中：{ $example }。
part-frame = 所有页面
part-ways = 登录方式
part-waiting = 等待
part-ends = 登录中断
part-again = 重新开始
part-requests = 错误的请求
part-sessions = 登录与退出
part-strangers = 新用户
part-phones = 手机
part-consent = 授权
part-devices = 没有浏览器的设备
part-server = 服务器
part-code = 二维码
part-trial = 试登录

## Rules

sign-up = 新用户
sign-up-open = 可以获得账号
sign-up-open-hint = 首次到来的人都可以进入。
sign-up-closed = 不能获得账号
sign-up-closed-hint = 他们会看到还没有账号，以及可以联系谁。
stranger-rule = 首次使用某个微信号
stranger-create = 立即创建账号
stranger-create-hint = 不提问，也没有额外页面。
stranger-ask = 询问是否已有账号
stranger-ask-hint = 已有账号的人用另一种方式登录一次。需要两种登录方式，且各自认识不同的人。
require-name = 账号必须有名字
require-name-hint = 微信没有给出可见的名字时会询问。
rules-terms = 条款与隐私
terms-url = 使用条款
privacy-url = 隐私政策
agree-when = 如何同意
agree-automatic = 登录即同意，页面会说明
agree-registration = 创建账号前勾选
agree-manual = 每次登录前勾选

## Before saving

confirm-title = 保存这些更改吗？
confirm-body = 更改立即对所有应用生效。
confirm-what = 项目
confirm-before = 之前
confirm-after = 之后
confirm-back = 返回，不保存
confirm-nobody = 将没有人能登录。
confirm-gone =
    { $people ->
        [0] { $name } 将被关闭。使用它的人都有其他登录方式。
       *[other] { $name } 将被关闭。有 { $people } 人没有其他登录方式。
    }

## What can be wrong

wrong-no-connector = 没有连接器 { $value }。
wrong-not-set-up = { $value } 还没有密钥，因此无法用它登录。
wrong-twice = { $value } 出现了两次。
wrong-no-second-way = 询问需要第二种登录方式。请再开启一个认识不同用户的连接器。
wrong-nothing-to-agree-to = 用户需要看到自己同意什么。请填写使用条款或隐私政策的地址。
wrong-address = 页面地址以 https:// 开头，例如 https://acme.example/terms。
wrong-email = 邮箱地址的形式如 help@acme.example。
wrong-too-long = 最多 { $value } 个字符。
wrong-invisible = 其中有看不见的字符。
wrong-colour = 颜色是 # 加六位 0 到 F 的数字，例如 #2352D0。
wrong-needs-colour = 深色页面的颜色需要先有浅色页面的颜色。
wrong-needs-logo = 深色页面的徽标需要先有浅色页面的徽标。
wrong-css-long = 样式表最多 32 KiB。
wrong-css-forbidden = 样式表不加载也不运行任何内容，不能包含 { $value }。
wrong-css-open = 有注释、文字或区块没有结束，或者在没有开始时就结束了。
wrong-picture = 图片须为 PNG、JPEG 或 WebP 文件，最大 512 KiB。
wrong-no-language = 页面不支持 { $value }。
wrong-language-off = { $value } 不在页面语言之中。
wrong-languages-none = 至少要开启一种语言。
wrong-text-variable = 这段文字不认识 { $value }。
wrong-text-braces = 花括号中只能写变量名。
wrong-text-long = 一段文字最多 400 个字符。
wrong-text-invisible = 文字不能有换行，也不能有看不见的字符。
