import Coalition

extension OutsideTexts {
  /// A reason for refusing a bank's file, by its name, in words that say the rule and what to do.
  static func bankReason(_ name: String, in language: ReplyLanguage) -> String {
    guard let reason = BankFileRefusal.Reason(rawValue: name) else { return name }
    let texts = bankTexts(reason)
    return switch language {
    case .en: texts.0
    case .zhHans: texts.1
    case .zhHant: texts.2
    }
  }

  private static func bankTexts(_ reason: BankFileRefusal.Reason) -> (String, String, String) {
    switch reason {
    case .size, .encoding, .xml, .notStatement, .csv, .tooManyLines: wholeTexts(reason)
    case .account:
      (
        "an account has 1 to 64 characters; give the IBAN or the bank's own number",
        "账户须为 1 至 64 个字符，请填写 IBAN 或银行账号",
        "帳戶須為 1 至 64 個字元，請填寫 IBAN 或銀行帳號"
      )
    case .currency:
      (
        "a currency has three capitals, as CNY, and parts of a sum have the sum's; mend it at the bank",
        "币种须为三个大写字母（如 CNY），合并入账各笔须与总额同币种；请向银行取更正后的文件",
        "幣別須為三個大寫字母（如 CNY），合併入帳各筆須與總額同幣別；請向銀行取更正後的檔案"
      )
    case .amount:
      (
        "an amount is above zero, has a point and the currency's places, and at most 10^14 smallest units",
        "金额须大于零，用小数点，小数位数按币种，至多 10^14 个最小单位；请更正",
        "金額須大於零，用小數點，小數位數依幣別，至多 10^14 個最小單位；請更正"
      )
    case .direction:
      (
        "direction is in or out (CRDT or DBIT) and returned is yes, no or empty; write it so",
        "收付方向须为 in 或 out（CRDT 或 DBIT），returned 须为 yes、no 或空；请更正",
        "收付方向須為 in 或 out（CRDT 或 DBIT），returned 須為 yes、no 或空；請更正"
      )
    case .day:
      (
        "a day is written as 2026-03-04 and is tomorrow at the latest; send it when its days have come",
        "日期须写作 2026-03-04，最晚为明天；请更正，或待日期到来后再提交",
        "日期須寫作 2026-03-04，最晚為明天；請更正，或待日期到來後再提交"
      )
    case .sums:
      (
        "opening and what was booked must come to the closing, and parts to their sum; ask the bank again",
        "期初加流水须等于期末，合并入账各笔之和须等于总额；请向银行重新取得文件",
        "期初加流水須等於期末，合併入帳各筆之和須等於總額；請向銀行重新取得檔案"
      )
    }
  }

  /// Of what is wrong with the form of the file.
  private static func wholeTexts(_ reason: BankFileRefusal.Reason) -> (String, String, String) {
    switch reason {
    case .size:
      (
        "a file has 1 byte to 8 MiB; send a longer one in parts, by days",
        "文件须有内容且不超过 8 MiB，过大时请按日期分开提交",
        "檔案須有內容且不超過 8 MiB，過大時請依日期分開提交"
      )
    case .encoding:
      ("it must be UTF-8 text; save it so", "须为 UTF-8 文本，请另存为 UTF-8", "須為 UTF-8 文字，請另存為 UTF-8")
    case .xml:
      (
        "its XML must be whole, without a document type, names up to 64 bytes, 40 levels at most; export it",
        "XML 须完整，不含文档类型声明，名称至多 64 字节、嵌套至多 40 层；请重新导出",
        "XML 須完整，不含文件類型宣告，名稱至多 64 位元組、巢狀至多 40 層；請重新匯出"
      )
    case .notStatement:
      (
        "XML must be camt.053 (ISO 20022); choose that form at the bank, or send CSV",
        "XML 须为 camt.053（ISO 20022），请在银行选择该格式，或改用 CSV",
        "XML 須為 camt.053（ISO 20022），請在銀行選擇該格式，或改用 CSV"
      )
    case .csv:
      (
        "CSV begins with the guide's ten columns, and every line has ten fields; mend the line",
        "CSV 首行须为指南所列十个列名，每行十个字段；请更正该行",
        "CSV 首行須為指南所列十個欄名，每行十個欄位；請更正該行"
      )
    default:
      (
        "a file has at most 10,000 lines; send it in parts, by days",
        "每个文件至多一万笔流水，请按日期分开提交",
        "每個檔案至多一萬筆流水，請依日期分開提交"
      )
    }
  }
}
