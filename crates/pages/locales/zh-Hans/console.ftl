## Around every page of the console

product = Pailou
console = 控制台
skip-console = 跳到正文
menu = 菜单
nav-overview = 概览
nav-applications = 应用
nav-connectors = 连接器
nav-sign-in-page = 登录页
nav-users = 用户
nav-activity = 动态
nav-develop = 开发
nav-simulator = 微信模拟器
nav-settings = 设置
new-tab = （在新标签页中打开）
role-owner = 所有者
role-viewer = 查看者
console-sign-out = 退出登录
theme = 颜色
theme-system = 跟随系统
theme-light = 浅色
theme-dark = 深色
unencrypted = 连接未加密。在自己的网络里试用可以，不要让真实用户使用。
reference-of-request = 编号

## Forms

optional = 选填
save = 保存
changed-fields = 已修改：
console-copy = 复制
console-copied = 已复制
form-has-problems = 有内容需要修改
form-problems = { $count } 个字段需要修改
go-back = 返回
show-typed = 显示
session-ends = 登录将在两分钟后结束。
stay = 保持登录

## 列表

list-newest = 最新
list-older = 更早
list-pages = 列表分页
breadcrumbs = 当前位置
filter = 筛选
clear-filters = 清除筛选
