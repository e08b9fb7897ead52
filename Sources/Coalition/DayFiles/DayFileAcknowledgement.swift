internal import Crypto
internal import Ledger

extension Coalition {
  /// What we found in a day file, as a file for the merchant's system: a head, each line that did not agree,
  /// the totals, and a SHA-256 of all before the last line.
  /// - Throws: `AccessRefusal`, ``DayFileRefusal/dayFileNotFound``.
  package func dayFileAcknowledgement(_ id: DayFileID, by principal: Principal) async throws -> [UInt8] {
    let report = try await dayFile(id, by: principal)
    let file = report.file
    var text =
      "acknowledgement,1,\(file.day.isoDate),\(file.sequence),\(file.state.rawValue),"
      + "\(file.sha256.hexDigits)\n"
      + "line,key,result,why,our_points,their_points,our_amount,their_amount,transaction,case\n"
    var last = 0
    while true {
      let lines = try await dayFileDifferences(id, after: last, limit: 1_000, by: principal)
      for line in lines { text += row(line) }
      guard let end = lines.last, lines.count == 1_000 else { break }
      last = end.number
    }
    let counts = DayFile.Result.allCases.map { "\($0.rawValue)=\(report.counts[$0] ?? 0)" }
    let fields = [String(file.lines), String(file.points.units), String(file.minorUnits)] + counts
    text += "totals," + fields.joined(separator: ",") + "\n"
    let bytes = Array(text.utf8)
    return bytes + Array("sha256,\(Array(SHA256.hash(data: bytes)).hexDigits)\n".utf8)
  }

  private func row(_ line: DayFileLine) -> String {
    func text(_ number: Int64?) -> String { number.map { String($0) } ?? "" }
    let isOurs = line.number > DayFileLine.missingThereFrom
    var fields: [String] = [
      isOurs ? "" : String(line.number), line.entry.key, line.result.rawValue, line.fault,
    ]
    fields += [text(line.ourPoints?.units), text(line.entry.points?.units)]
    fields += [text(line.ourMinorUnits), text(line.entry.minorUnits)]
    fields.append(line.transaction.isGiven ? publicIDs.text(line.transaction) : "")
    fields.append(line.caseID.map { publicIDs.text($0) } ?? "")
    return fields.map(\.quotedForCSV).joined(separator: ",") + "\n"
  }
}

extension String {
  /// As a field of CSV (RFC 4180); what a spreadsheet would take for a formula gets an apostrophe.
  fileprivate var quotedForCSV: String {
    let isFormula = first.map { "=+-@".contains($0) } ?? false && Int64(self) == nil
    let text = isFormula ? "'" + self : self
    guard text.contains(where: { $0 == "," || $0 == "\"" || $0.isNewline }) else { return text }
    return "\"" + text.replacing("\"", with: "\"\"") + "\""
  }
}
