extension FaultCode {
  /// What the code says to people; `{0}` stands for the argument of a fault.
  package func text(in language: ReplyLanguage) -> String {
    let texts = texts
    return switch language {
    case .en: texts.0
    case .zhHans: texts.1
    case .zhHant: texts.2
    }
  }

  /// English, simplified and traditional Chinese side by side.
  private var texts: (String, String, String) {
    switch self {
    case .required: ("This is needed.", "此项必填。", "此項必填。")
    case .unknownField: ("There is no field {0} here; take it out.", "此处没有字段 {0}，请删去。", "此處沒有欄位 {0}，請刪去。")
    case .unknownParameter:
      ("There is no parameter {0} here; take it out.", "此处没有参数 {0}，请删去。", "此處沒有參數 {0}，請刪去。")
    case .repeated: ("This may come once only.", "此项只可出现一次。", "此項只可出現一次。")
    case .wrongType: ("The type must be: {0}.", "类型须为：{0}。", "類型須為：{0}。")
    case .badFormat: ("The form must be: {0}", "格式须为：{0}", "格式須為：{0}")
    case .badEncoding: ("This is not valid percent-encoded UTF-8.", "不是有效的百分号编码 UTF-8。", "不是有效的百分號編碼 UTF-8。")
    case .tooShort: ("At least {0} characters.", "至少 {0} 个字符。", "至少 {0} 個字元。")
    case .tooLong: ("At most {0} characters.", "最多 {0} 个字符。", "最多 {0} 個字元。")
    case .controlCharacter:
      ("Control characters are not allowed; take them out.", "不得含控制字符，请删去。", "不得含控制字元，請刪去。")
    case .tooSmall: ("The least is {0}.", "最小为 {0}。", "最小為 {0}。")
    case .tooLarge: ("The most is {0}.", "最大为 {0}。", "最大為 {0}。")
    case .notAllowed: ("Allowed: {0}.", "可取值：{0}。", "可取值：{0}。")
    case .tooFew: ("At least {0} entries.", "至少 {0} 项。", "至少 {0} 項。")
    case .tooMany: ("At most {0} entries.", "最多 {0} 项。", "最多 {0} 項。")
    case .badCursor:
      (
        "This cursor was not given by this list; begin without one.", "此游标不是由该列表给出的，请从头读取。",
        "此游標不是由該清單給出的，請從頭讀取。"
      )
    case .oneOf: ("Exactly one of {0} is needed.", "{0} 中须且只须给出一项。", "{0} 中須且只須給出一項。")
    case .sumMismatch:
      (
        "The parts do not add up to the amount; mend one, or leave the amount out.",
        "各项之和与金额不符，请更正或省略金额。", "各項之和與金額不符，請更正或省略金額。"
      )
    case .writeOnly: ("This is only given, never taken; leave it out.", "此项只出不入，请省略。", "此項只出不入，請省略。")
    }
  }
}

extension JSONFault.Reason {
  /// What is wrong with the text of a body.
  package func text(in language: ReplyLanguage) -> String {
    let texts = texts
    return switch language {
    case .en: texts.0
    case .zhHans: texts.1
    case .zhHant: texts.2
    }
  }

  private var texts: (String, String, String) {
    switch self {
    case .empty: ("nothing there", "没有内容", "沒有內容")
    case .unexpectedByte: ("unexpected character", "出现意外字符", "出現意外字元")
    case .unexpectedEnd: ("it ends too early", "过早结束", "過早結束")
    case .trailingBytes: ("something follows the value", "值后还有内容", "值後還有內容")
    case .badNumber: ("a number badly written", "数字写法有误", "數字寫法有誤")
    case .badEscape: ("a wrong escape", "转义有误", "跳脫有誤")
    case .badText: ("text that is not UTF-8", "文本不是 UTF-8", "文字不是 UTF-8")
    case .controlCharacter: ("a bare control character", "有未转义的控制字符", "有未跳脫的控制字元")
    case .duplicateName: ("a name that came before", "名称重复", "名稱重複")
    case .tooDeep: ("nesting too deep", "嵌套过深", "巢狀過深")
    }
  }
}
