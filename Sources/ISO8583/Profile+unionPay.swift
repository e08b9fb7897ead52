extension Profile {
  /// UnionPay's direct POS dialect of ISO 8583:1987, as terminals of several makers write it.
  ///
  /// Digit fields are two to a byte and their prefix counts digits; an odd count is filled with a zero on the
  /// right, in field 23 on the left. Fields that no rule names are up to 999 bytes behind a length of three
  /// digits, so a message with fields of somebody's own still parses.
  package static let unionPay: Profile = {
    var fields: [Int: FieldFormat] = [:]
    for number in 2...64 { fields[number] = FieldFormat(.bytes, .lll, 999) }
    fields[2] = FieldFormat(.digits, .ll, 19)  // card number
    fields[3] = .n(6)  // processing code
    fields[4] = .n(12)  // amount, in the smallest unit
    fields[11] = .n(6)  // the terminal's trace
    fields[12] = .n(6)  // hhmmss, by the host
    fields[13] = .n(4)  // MMDD, by the host
    fields[14] = .n(4)  // expiry, YYMM
    fields[15] = .n(4)  // settlement date, MMDD
    fields[22] = .n(3)  // entry mode
    fields[23] = .n(3, padding: .left)  // card sequence
    fields[25] = .n(2)  // condition
    fields[26] = .n(2)  // longest PIN
    fields[32] = FieldFormat(.digits, .ll, 11)  // acquirer
    fields[35] = FieldFormat(.track, .ll, 37)
    fields[36] = FieldFormat(.track, .lll, 104)
    fields[37] = .an(12)  // retrieval reference number
    fields[38] = .an(6)  // authorisation code
    fields[39] = .an(2)  // response, or reason of a reversal
    fields[41] = .an(8)  // terminal
    fields[42] = .an(15)  // merchant
    fields[43] = .b(40)  // merchant's name, GBK
    fields[44] = FieldFormat(.text, .ll, 25)  // issuer and acquirer
    fields[48] = FieldFormat(.digits, .lll, 512)  // totals, items of an upload
    fields[49] = .an(3)  // currency
    fields[52] = .b(8)  // PIN block
    fields[53] = .n(16)  // how PIN and tracks are enciphered
    fields[54] = FieldFormat(.text, .lll, 120)  // balances
    fields[60] = FieldFormat(.digits, .lll, 30)  // kind, batch, network code
    fields[61] = FieldFormat(.digits, .lll, 40)  // the original
    fields[64] = .b(8)  // message authentication code
    return Profile(fields)
  }()

  /// The same with SM4: PIN blocks of 16 bytes, and its own authentication code.
  package static let unionPaySM4: Profile = {
    var profile = unionPay
    profile[52] = .b(16)
    profile.macKind = .sm4
    return profile
  }()
}
