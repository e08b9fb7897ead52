/// A workbook of plain tables (ECMA-376, SpreadsheetML), written row by row. Text is text: nothing of it is
/// ever a formula.
///
/// A sheet takes a million rows, which is what spreadsheets open; what comes after goes on in the next.
struct XLSX: ~Copyable {
  static let rowsASheet: Int64 = 1_000_000
  /// Numbers are shown with up to so many places.
  private static let mostPlaces = 8

  private var zip = ZipStream()
  private let name: String
  private let sheets: Int64
  private var sheet: Int64 = 0
  private var rowsInSheet: Int64 = 0

  /// - Parameter rows: how many come at most, which tells how many sheets there are.
  init(named name: String, rows: Int64) {
    self.name = name
    sheets = max(1, (rows + XLSX.rowsASheet - 1) / XLSX.rowsASheet)
  }

  mutating func begin() throws -> [UInt8] {
    let parts = [
      ("[Content_Types].xml", contentTypes), ("_rels/.rels", XLSX.relations), ("xl/workbook.xml", workbook),
      ("xl/_rels/workbook.xml.rels", workbookRelations), ("xl/styles.xml", XLSX.styles),
    ]
    var bytes: [UInt8] = []
    for (name, text) in parts {
      bytes += try zip.begin(name)
      bytes += try zip.write(Array((XLSX.declaration + text).utf8))
      bytes += try zip.end()
    }
    return bytes + (try beginSheet())
  }

  mutating func add(_ rows: [[CSV.Cell]]) throws -> [UInt8] {
    var bytes: [UInt8] = []
    var text = ""
    for row in rows {
      if rowsInSheet == XLSX.rowsASheet, sheet < sheets {
        bytes += try zip.write(Array(text.utf8))
        text = ""
        bytes += try endSheet()
        bytes += try beginSheet()
      }
      text += "<row>" + row.map(XLSX.cell).joined() + "</row>"
      rowsInSheet += 1
    }
    return bytes + (try zip.write(Array(text.utf8)))
  }

  mutating func end() throws -> [UInt8] {
    var bytes = try endSheet()
    // Sheets that were promised and not needed.
    while sheet < sheets {
      bytes += try beginSheet()
      bytes += try endSheet()
    }
    return bytes + (try zip.finish())
  }

  private mutating func beginSheet() throws -> [UInt8] {
    sheet += 1
    rowsInSheet = 0
    var bytes = try zip.begin("xl/worksheets/sheet\(sheet).xml")
    let head = XLSX.declaration + "<worksheet xmlns=\"\(XLSX.main)\"><sheetData>"
    bytes += try zip.write(Array(head.utf8))
    return bytes
  }

  private mutating func endSheet() throws -> [UInt8] {
    var bytes = try zip.write(Array("</sheetData></worksheet>".utf8))
    bytes += try zip.end()
    return bytes
  }

  private static func cell(_ cell: CSV.Cell) -> String {
    switch cell {
    case .number(let digits):
      let places = digits.split(separator: ".", maxSplits: 1).dropFirst().first?.utf8.count ?? 0
      return "<c s=\"\(min(places, mostPlaces))\"><v>\(digits)</v></c>"
    case .text(let text):
      if text.isEmpty { return "<c/>" }
      return "<c t=\"inlineStr\"><is><t xml:space=\"preserve\">\(escaped(text))</t></is></c>"
    }
  }

  /// XML has no place for most control characters, whatever is written for them: they become marks.
  private static func escaped(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\t", "\n": result.unicodeScalars.append(scalar)
      case "\u{0}"..."\u{1F}", "\u{FFFE}", "\u{FFFF}": result += "\u{FFFD}"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}

// The parts around the sheets.
extension XLSX {
  private static let declaration = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
  private static let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
  private static let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
  private static let package = "http://schemas.openxmlformats.org/package/2006/relationships"
  private static let kinds = "application/vnd.openxmlformats-officedocument.spreadsheetml."

  private var contentTypes: String {
    let types = "http://schemas.openxmlformats.org/package/2006/content-types"
    let list = (1...sheets).map {
      """
      <Override PartName="/xl/worksheets/sheet\($0).xml" ContentType="\(XLSX.kinds)worksheet+xml"/>
      """
    }
    return """
      <Types xmlns="\(types)">\
      <Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>\
      <Override PartName="/xl/workbook.xml" ContentType="\(XLSX.kinds)sheet.main+xml"/>\
      <Override PartName="/xl/styles.xml" ContentType="\(XLSX.kinds)styles+xml"/>\(list.joined())</Types>
      """
  }

  private static let relations = """
    <Relationships xmlns="\(package)"><Relationship Id="rId1" Type="\(office)/officeDocument" \
    Target="xl/workbook.xml"/></Relationships>
    """

  private var workbook: String {
    let list = (1...sheets).map { number in
      let title = number == 1 ? name : "\(name) \(number)"
      return "<sheet name=\"\(XLSX.escaped(title))\" sheetId=\"\(number)\" r:id=\"rId\(number)\"/>"
    }
    return """
      <workbook xmlns="\(XLSX.main)" xmlns:r="\(XLSX.office)"><sheets>\(list.joined())</sheets></workbook>
      """
  }

  private var workbookRelations: String {
    let list = (1...sheets).map {
      """
      <Relationship Id="rId\($0)" Type="\(XLSX.office)/worksheet" Target="worksheets/sheet\($0).xml"/>
      """
    }
    return """
      <Relationships xmlns="\(XLSX.package)">\(list.joined())\
      <Relationship Id="rId\(sheets + 1)" Type="\(XLSX.office)/styles" Target="styles.xml"/></Relationships>
      """
  }

  /// A style for each number of places: 0 as it comes, 2 as 0.00.
  private static let styles: String = {
    let formats = (1...mostPlaces).map { places in
      let code = "0." + String(repeating: "0", count: places)
      return "<numFmt numFmtId=\"\(163 + places)\" formatCode=\"\(code)\"/>"
    }
    let cells = (0...mostPlaces).map { places in
      """
      <xf numFmtId="\(places == 0 ? 0 : 163 + places)" fontId="0" fillId="0" borderId="0" xfId="0" \
      applyNumberFormat="1"/>
      """
    }
    return """
      <styleSheet xmlns="\(main)"><numFmts count="\(mostPlaces)">\(formats.joined())</numFmts>\
      <fonts count="1"><font><sz val="11"/><name val="Calibri"/></font></fonts>\
      <fills count="2"><fill><patternFill patternType="none"/></fill>\
      <fill><patternFill patternType="gray125"/></fill></fills>\
      <borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>\
      <cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>\
      <cellXfs count="\(mostPlaces + 1)">\(cells.joined())</cellXfs></styleSheet>
      """
  }()
}
