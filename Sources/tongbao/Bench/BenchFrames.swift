import ISO8583

/// The frames of a small day at a till, as the codec is measured with: requests and their answers.
enum BenchFrames {
  static func all() throws -> [[UInt8]] {
    try [signIn, signedIn, purchase, purchased, earn, reversal, settlement, upload].map { fill in
      var message = Message(.network)
      message.set(41, "10016919")
      message.set(42, "843290045820000")
      fill(&message)
      let frame = Frame(
        tpdu: TPDU(destination: 3, source: 0), header: .unionPay, message: message)
      return try Profile.unionPay.encode(frame)
    }
  }

  private static func signIn(_ message: inout Message) {
    message.set(11, "000001")
    message[60] = Field60(kind: 0, batch: 1, networkCode: NetworkCode.signInTripleDES).encoded
    message.set(62, "Sequence No16316150SX-D3C304119")
    message.set(63, "01 ")
  }

  private static func signedIn(_ message: inout Message) {
    message.type = MessageType.network.response
    answer(&message, trace: "000001")
    message.set(32, "03062900")
    message[60] = Field60(kind: 0, batch: 2, networkCode: NetworkCode.signInTripleDES).encoded
    message[62] = (0..<40).map { $0 &* 37 }
  }

  private static func purchase(_ message: inout Message) {
    message.type = .financial
    trade(&message, code: "000000", kind: 22, trace: "000002")
    message.set(2, "6226090000008388000")
    message[22] = Field22(.keyed, .possible).encoded
    message.set(26, "12")
    message[52] = (0..<8).map { $0 &* 91 }
    message.set(53, "2600000000000000")
    message[62] = GoodsCode(code: "TEA-250G")?.encoded
  }

  private static func purchased(_ message: inout Message) {
    message.type = MessageType.financial.response
    trade(&message, code: "000000", kind: 22, trace: "000002")
    answer(&message, trace: "000002")
    message.set(2, "6226090000008388000")
    message.set(38, "0A1B2C")
    message.set(44, "03062900   03062900   ")
    message[54] = Field54([.points(123_456)]).encoded
    message[62] = PointsResult(points: 1_200, cash: 0).encoded
    message.set(63, "TB OK")
  }

  private static func earn(_ message: inout Message) {
    message.type = .financialAdvice
    trade(&message, code: "210000", kind: 36, trace: "000003")
    message.set(35, "6226090000008388D49121010000000000000")
    message[22] = Field22(.stripe, .none).encoded
  }

  private static func reversal(_ message: inout Message) {
    message.type = .reversal
    trade(&message, code: "000000", kind: 22, trace: "000002")
    message.set(2, "6226090000008388000")
    message.set(39, "98")
  }

  private static func settlement(_ message: inout Message) {
    message.type = .settlement
    message.set(11, "000004")
    message[48] =
      SettlementTotals(
        domestic: .init(debitAmount: 123_456, debitCount: 12, creditAmount: 1_000, creditCount: 3)
      ).encoded
    message.set(49, "156")
    message[60] = Field60(kind: 0, batch: 2, networkCode: NetworkCode.settlement).encoded
    message.set(63, "01 ")
  }

  private static func upload(_ message: inout Message) {
    message.type = .batchUpload
    message.set(11, "000005")
    message[48] =
      UploadItems(
        (1...8).map { .init(trace: $0, cardNumber: Array("6226090000008388000".utf8), amount: 100 * $0) }
      ).encoded
    message[60] = Field60(kind: 0, batch: 2, networkCode: NetworkCode.settlement).encoded
  }

  private static func trade(_ message: inout Message, code: String, kind: Int, trace: String) {
    message.set(3, code)
    message.set(4, "000000012345")
    message.set(11, trace)
    message.set(25, "65")
    message.set(49, "156")
    message[60] =
      Field60(
        kind: kind, batch: 2, networkCode: 0, readCapability: 5, chipCondition: 0, partialApproval: 1,
        accountType: 65
      ).encoded
    message.set(64, "8A9E91B8")
  }

  private static func answer(_ message: inout Message, trace: String) {
    message.set(11, trace)
    message.set(12, "163829")
    message.set(13, "0823")
    message.set(37, "000000004711")
    message.set(39, "00")
  }
}
