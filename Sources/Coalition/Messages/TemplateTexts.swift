internal import Ledger

// The platform's own words, in its three languages; what the operator saves takes their place.

extension MessageTemplate {
  static let platform = Names(hans: "通宝", hant: "通寶", en: "Tongbao")
  static let sampleTier = Names(hans: "金卡", hant: "金卡", en: "Gold")
  static let samplePool = Names(hans: "幸福家", hant: "幸福家", en: "Our home")
  /// Whoever stands on no level.
  static let noTier = Names(hans: "普通会员", hant: "一般會員", en: "member without a level")
  /// Another member who gave no name.
  static let someMember = Names(hans: "一位会员", hant: "一位會員", en: "a member")

  /// What another member wrote, after the platform's own words.
  static func quoted(_ words: String, _ language: Language) -> String {
    let quote = Names(hans: "留言：“\(words)”", hant: "留言：「\(words)」", en: " They write: “\(words)”")
    return quote[language]
  }

  static let sampleProgram = Names(hans: "通宝积分", hant: "通寶點數", en: "Tongbao points")

  static func own(_ kind: MessageKind, _ channel: MessageChannel, _ language: Language) -> MessageTemplate {
    let (title, body) = (titles(kind)[language], bodies(kind)[language])
    return switch channel {
    case .site: MessageTemplate(title: title, body: body)
    case .email: MessageTemplate(title: title, body: body + "\n\n" + footer[language])
    case .sms: MessageTemplate(title: "", body: opening[language] + body)
    }
  }

  /// As carriers ask for: who it is, first.
  private static let opening = Names(hans: "【通宝】", hant: "【通寶】", en: "[Tongbao] ")
  private static let footer = Names(
    hans: "您收到这封邮件，是因为您是通宝会员。收哪些消息可以在会员站“我的”里设置。",
    hant: "您收到這封郵件，是因為您是通寶會員。收哪些訊息可以在會員網站「我的」裡設定。",
    en: "You get this as a member of Tongbao. Which messages you get is up to you: see Me on the member site."
  )

  private static func titles(_ kind: MessageKind) -> Names {
    switch kind {
    case .earned: Names(hans: "得到积分", hant: "取得點數", en: "Points earned")
    case .spent: Names(hans: "使用积分", hant: "使用點數", en: "Points used")
    case .returned: Names(hans: "积分退回", hant: "點數退回", en: "Points came back")
    case .takenBack: Names(hans: "积分收回", hant: "點數收回", en: "Points taken back")
    case .sent: Names(hans: "转出积分", hant: "轉出點數", en: "Points sent")
    case .received: Names(hans: "收到积分", hant: "收到點數", en: "Points received")
    case .expired: Names(hans: "积分过期", hant: "點數過期", en: "Points expired")
    case .reinstated: Names(hans: "过期积分恢复", hant: "過期點數恢復", en: "Expired points are back")
    case .adjusted: Names(hans: "积分调整", hant: "點數調整", en: "Points corrected")
    case .expiringMonth: Names(hans: "积分一个月内到期", hant: "點數一個月內到期", en: "Points end within a month")
    case .expiringWeek: Names(hans: "积分一周内到期", hant: "點數一週內到期", en: "Points end within a week")
    case .tierUp: Names(hans: "会员等级提升", hant: "會員等級提升", en: "A higher level")
    case .tierAhead: Names(hans: "会员等级即将到期", hant: "會員等級即將到期", en: "Your level is about to end")
    case .tierDown: Names(hans: "会员等级变更", hant: "會員等級變更", en: "Your level has changed")
    case .birthdayGift: Names(hans: "生日快乐", hant: "生日快樂", en: "Happy birthday")
    case .giftGiven: Names(hans: "送出的积分已到账", hant: "送出的點數已入帳", en: "Your gift has arrived")
    case .giftReceived: Names(hans: "收到赠送的积分", hant: "收到贈送的點數", en: "A gift of points")
    case .giftReturned: Names(hans: "送出的积分已退回", hant: "送出的點數已退回", en: "Your gift was given back")
    case .newDevice: Names(hans: "新设备登录", hant: "新裝置登入", en: "Signed in on a new device")
    case .phoneChanged: Names(hans: "手机号已更换", hant: "手機號碼已更換", en: "Phone number changed")
    case .passwordSet: Names(hans: "密码已设置", hant: "密碼已設定", en: "Password set")
    case .pinSet: Names(hans: "支付密码已设置", hant: "支付密碼已設定", en: "Payment PIN set")
    case .emailChanged: Names(hans: "邮箱已更换", hant: "電子郵件已更換", en: "E-mail address changed")
    case .frozen: Names(hans: "账户已冻结", hant: "帳戶已凍結", en: "Account frozen")
    case .unfrozen: Names(hans: "账户已解冻", hant: "帳戶已解凍", en: "Account open again")
    case .answered: Names(hans: "有新回复", hant: "有新回覆", en: "An answer for you")
    case .poolInvited: Names(hans: "共享钱包邀请", hant: "共享錢包邀請", en: "Asked to share a wallet")
    case .poolJoined: Names(hans: "有人加入共享钱包", hant: "有人加入共享錢包", en: "Somebody joined the shared wallet")
    case .poolLeft: Names(hans: "有人离开共享钱包", hant: "有人離開共享錢包", en: "Somebody left the shared wallet")
    case .poolOffered: Names(hans: "请您接管共享钱包", hant: "請您接管共享錢包", en: "A shared wallet is offered to you")
    case .poolHeaded: Names(hans: "共享钱包已移交", hant: "共享錢包已移交", en: "The shared wallet was handed over")
    case .poolClosed: Names(hans: "共享钱包已关闭", hant: "共享錢包已關閉", en: "The shared wallet was closed")
    case .code: Names(hans: "验证码", hant: "驗證碼", en: "Your code")
    }
  }

  private static func bodies(_ kind: MessageKind) -> Names {
    movements(kind) ?? gifts(kind) ?? levels(kind) ?? account(kind) ?? pools(kind) ?? titles(kind)
  }

  /// Points that one member bought for another.
  private static func gifts(_ kind: MessageKind) -> Names? {
    switch kind {
    case .giftGiven:
      Names(
        hans: "{{time}} 您送给{{member}}的 {{points}} {{program}}已到账。",
        hant: "{{time}} 您送給{{member}}的 {{points}} {{program}}已入帳。",
        en: "{{time}}: the {{points}} {{program}} you bought for {{member}} have arrived.")
    case .giftReceived:
      Names(
        hans: "{{time}} {{member}}送给您 {{points}} {{program}}。退款期内未使用时，赠送人可以退回。",
        hant: "{{time}} {{member}}送給您 {{points}} {{program}}。退款期內未使用時，贈送人可以退回。",
        en:
          "{{time}}: {{member}} bought {{points}} {{program}} for you. Unused, they may be given back."
      )
    case .giftReturned:
      Names(
        hans: "{{time}} 您送给{{member}}的 {{points}} {{program}}已退回，款项将退还。",
        hant: "{{time}} 您送給{{member}}的 {{points}} {{program}}已退回，款項將退還。",
        en: "{{time}}: the {{points}} {{program}} for {{member}} were given back; your money comes back.")
    default: nil
    }
  }

  /// How members rise and fall.
  private static func levels(_ kind: MessageKind) -> Names? {
    switch kind {
    case .tierUp:
      Names(
        hans: "恭喜！您现在是{{program}}的{{tier}}。", hant: "恭喜！您現在是{{program}}的{{tier}}。",
        en: "Well done: your level with {{program}} is now {{tier}}.")
    case .tierAhead:
      Names(
        hans: "您的{{program}}等级“{{tier}}”将在 {{day}} 之后到期。怎样保级，请到会员站“我的等级”查看。",
        hant: "您的{{program}}等級「{{tier}}」將在 {{day}} 之後到期。怎樣保級，請到會員網站「我的等級」查看。",
        en:
          "Your level {{tier}} with {{program}} is good until {{day}}. See My level for what keeps it.")
    case .tierDown:
      Names(
        hans: "您的{{program}}等级现在是{{tier}}。", hant: "您的{{program}}等級現在是{{tier}}。",
        en: "Your level with {{program}} is now {{tier}}.")
    case .birthdayGift:
      Names(
        hans: "生日快乐！作为{{tier}}，您得到 {{points}} {{program}}的生日礼。",
        hant: "生日快樂！您是{{tier}}，獲得 {{points}} {{program}}的生日禮。",
        en: "Happy birthday! As {{tier}} you are given {{points}} {{program}}.")
    default: nil
    }
  }

  /// What happened to points, and what will.
  private static func movements(_ kind: MessageKind) -> Names? {
    switch kind {
    case .earned:
      Names(
        hans: "{{time}} 在{{merchant}}得到 {{points}} {{program}}。",
        hant: "{{time}} 在{{merchant}}取得 {{points}} {{program}}。",
        en: "{{time}}: {{points}} {{program}} from {{merchant}}.")
    case .spent:
      Names(
        hans: "{{time}} 在{{merchant}}使用了 {{points}} {{program}}。不是您本人操作？请立即冻结账户。",
        hant: "{{time}} 在{{merchant}}使用了 {{points}} {{program}}。不是您本人操作？請立即凍結帳戶。",
        en:
          "{{time}}: {{points}} {{program}} used at {{merchant}}. Was it not you? Freeze the account at once."
      )
    case .returned:
      Names(
        hans: "{{time}} {{merchant}}退回了 {{points}} {{program}}。",
        hant: "{{time}} {{merchant}}退回了 {{points}} {{program}}。",
        en: "{{time}}: {{points}} {{program}} came back from {{merchant}}.")
    case .takenBack:
      Names(
        hans: "{{time}} {{merchant}}随退货收回了 {{points}} {{program}}。",
        hant: "{{time}} {{merchant}}隨退貨收回了 {{points}} {{program}}。",
        en: "{{time}}: {{merchant}} took {{points}} {{program}} back with a return.")
    case .sent:
      Names(
        hans: "{{time}} 您转出了 {{points}} {{program}}（含手续费）。不是您本人操作？请立即冻结账户。",
        hant: "{{time}} 您轉出了 {{points}} {{program}}（含手續費）。不是您本人操作？請立即凍結帳戶。",
        en:
          "{{time}}: you sent {{points}} {{program}}, with the fee. Was it not you? Freeze the account now."
      )
    case .received:
      Names(
        hans: "{{time}} 另一位会员转给您 {{points}} {{program}}。",
        hant: "{{time}} 另一位會員轉給您 {{points}} {{program}}。",
        en: "{{time}}: another member sent you {{points}} {{program}}.")
    case .expired:
      Names(
        hans: "{{points}} {{program}}已过期。", hant: "{{points}} {{program}}已過期。",
        en: "{{points}} {{program}} have expired.")
    case .reinstated:
      Names(
        hans: "{{time}} 恢复了 {{points}} 过期的{{program}}。不是您本人操作？请立即冻结账户。",
        hant: "{{time}} 恢復了 {{points}} 過期的{{program}}。不是您本人操作？請立即凍結帳戶。",
        en:
          "{{time}}: {{points}} expired {{program}} came back. Was it not you? Freeze the account at once.")
    case .adjusted:
      Names(
        hans: "{{time}} {{merchant}}更正了 {{points}} {{program}}。",
        hant: "{{time}} {{merchant}}更正了 {{points}} {{program}}。",
        en: "{{time}}: {{merchant}} corrected {{points}} {{program}}.")
    case .expiringMonth, .expiringWeek:
      Names(
        hans: "{{points}} {{program}}将在 {{day}} 之后过期，请在那之前使用。",
        hant: "{{points}} {{program}}將在 {{day}} 之後過期，請在那之前使用。",
        en: "{{points}} {{program}} are good until {{day}}. Use them before they are gone.")
    case .newDevice, .phoneChanged, .passwordSet, .pinSet, .emailChanged, .frozen, .unfrozen, .answered,
      .code, .tierUp, .tierAhead, .tierDown, .birthdayGift, .giftGiven, .giftReceived, .giftReturned,
      .poolInvited, .poolJoined, .poolLeft, .poolOffered, .poolHeaded, .poolClosed:
      nil
    }
  }

  /// What happened to an account.
  private static func account(_ kind: MessageKind) -> Names? {
    switch kind {
    case .earned, .spent, .returned, .takenBack, .sent, .received, .expired, .reinstated, .adjusted,
      .expiringMonth,
      .expiringWeek, .tierUp, .tierAhead, .tierDown, .birthdayGift, .giftGiven, .giftReceived, .giftReturned,
      .poolInvited, .poolJoined, .poolLeft, .poolOffered, .poolHeaded, .poolClosed:
      nil
    case .newDevice:
      Names(
        hans: "{{time}} 您的账户在新设备（{{device}}）上登录。不是您本人？请立即冻结账户。",
        hant: "{{time}} 您的帳戶在新裝置（{{device}}）上登入。不是您本人？請立即凍結帳戶。",
        en:
          "{{time}}: your account was opened on a new device ({{device}}). Was it not you? Freeze it at once."
      )
    case .phoneChanged:
      Names(
        hans: "{{time}} 您的手机号已更换，24 小时内不能转出积分。不是您本人操作？请立即联系平台。",
        hant: "{{time}} 您的手機號碼已更換，24 小時內不能轉出點數。不是您本人操作？請立即聯絡平台。",
        en:
          "{{time}}: your number was changed; no points can be sent for a day. Was it not you? Write to us."
      )
    case .passwordSet:
      Names(
        hans: "{{time}} 您的密码已设置，其他设备已退出。不是您本人操作？请立即冻结账户。",
        hant: "{{time}} 您的密碼已設定，其他裝置已登出。不是您本人操作？請立即凍結帳戶。",
        en:
          "{{time}}: your password was set; other devices are out. Was it not you? Freeze the account now."
      )
    case .pinSet:
      Names(
        hans: "{{time}} 您的支付密码已设置，24 小时内不能转出积分。不是您本人操作？请立即冻结账户。",
        hant: "{{time}} 您的支付密碼已設定，24 小時內不能轉出點數。不是您本人操作？請立即凍結帳戶。",
        en:
          "{{time}}: your payment PIN was set; no points can be sent for a day. Not you? Freeze the account."
      )
    case .emailChanged:
      Names(
        hans: "{{time}} 您的邮箱已更换，其他设备已退出，24 小时内不能转出积分。不是您本人操作？请立即联系平台。",
        hant: "{{time}} 您的電子郵件已更換，其他裝置已登出，24 小時內不能轉出點數。不是您本人操作？請立即聯絡平台。",
        en:
          "{{time}}: your e-mail address was changed; no points can be sent for a day. Not you? Write to us."
      )
    case .frozen:
      Names(
        hans: "{{time}} 您的账户已冻结，积分不能使用。解冻请联系平台。",
        hant: "{{time}} 您的帳戶已凍結，點數不能使用。解凍請聯絡平台。",
        en: "{{time}}: your account was frozen and no points can be used. To end it, write to the operator.")
    case .unfrozen:
      Names(
        hans: "{{time}} 您的账户已解冻，可以照常使用。", hant: "{{time}} 您的帳戶已解凍，可以照常使用。",
        en: "{{time}}: your account is open again.")
    case .answered:
      Names(
        hans: "{{merchant}}回复了您的反馈，请到“意见反馈”查看。",
        hant: "{{merchant}}回覆了您的回饋，請到「意見回饋」查看。",
        en: "{{merchant}} answered you. Read it under Feedback.")
    case .code:
      Names(
        hans: "验证码 {{code}}，{{minutes}} 分钟内有效。工作人员不会向您索要，请勿告诉他人。",
        hant: "驗證碼 {{code}}，{{minutes}} 分鐘內有效。工作人員不會向您索取，請勿告訴他人。",
        en: "Your code is {{code}}, good for {{minutes}} minutes. Staff never ask for it: tell nobody.")
    }
  }
}
