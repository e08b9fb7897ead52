/// A chart of days: a picture for the eye, and behind it the table that says the same to everybody.
///
/// The picture stretches to any width, so its words stand outside it as text. Series differ by dash or
/// fill as well as by colour. No style attributes: the policy of the faces forbids them.
struct Chart: Sendable {
  enum Form: Sendable { case lines, bars }

  let id: StaticString
  let form: Form
  let name: String
  /// One sentence that says what the picture shows.
  let about: String
  let labelsName: String
  let labels: [String]
  let series: [ChartSeries]
  /// False where the page itself shows the table.
  var hasTable = true

  func node(_ words: Words) -> Node {
    let scale = ChartScale(covering: series.flatMap(\.values))
    return figure(.class("chart")) {
      figcaption {
        ul(.class("legend")) {
          for (index, line) in series.enumerated() {
            li(.classes([Chart.seriesClass(index)])) { line.name }
          }
        }
      }
      div(.class("plot")) {
        div(.class("axis-y"), .aria(.hidden, "true")) {
          span { words.compact(scale.top) }
          span { words.compact(scale.top / 2) }
          span { words.compact(0) }
        }
        picture(scale, words)
        div(.class("axis-x"), .aria(.hidden, "true")) {
          for shown in axisLabels { span { shown } }
        }
      }
      if hasTable {
        details(.class("chart-data")) {
          summary { words.chartData }
          dataTable(words)
        }
      }
    }
  }

  static func seriesClass(_ index: Int) -> StaticString {
    switch index {
    case 0: "series-a"
    case 1: "series-b"
    default: "series-c"
    }
  }

  private var axisLabels: [String] {
    guard labels.count > 3 else { return labels }
    return [labels[0], labels[labels.count / 2], labels[labels.count - 1]]
  }

  private func picture(_ scale: ChartScale, _ words: Words) -> Node {
    svg(
      Attribute("viewBox", "0 0 1000 1000"), Attribute("preserveAspectRatio", "none"), .role("img"),
      .aria(.labelledby, "\(id)-title \(id)-desc")
    ) {
      svgTitle(.id("\(id)-title")) { name }
      svgDesc(.id("\(id)-desc")) { about }
      for height in ["0", "500", "1000"] {
        svgLine(
          .class("grid"), Attribute("x1", "0"), Attribute("x2", "1000"), Attribute("y1", height),
          Attribute("y2", height))
      }
      switch form {
      case .lines: lines(scale)
      case .bars: bars(scale)
      }
      tips(words)
    }
  }

  private func lines(_ scale: ChartScale) -> [Node] {
    series.enumerated().flatMap { index, line -> [Node] in
      guard !line.values.isEmpty else { return [] }
      let last = max(line.values.count - 1, 1)
      let points = line.values.enumerated().map { place, value in
        "\(place * 1_000 / last) \(scale.y(value))"
      }
      let path = "M" + points.joined(separator: "L")
      let stroke = svgPath(
        .classes(["line", Chart.seriesClass(index)]), Attribute("d", path))
      guard index == 0 else { return [stroke] }
      let end = (line.values.count - 1) * 1_000 / last
      let area = svgPath(
        .classes(["area", Chart.seriesClass(index)]), Attribute("d", path + "L\(end) 1000L0 1000Z"))
      return [area, stroke]
    }
  }

  private func bars(_ scale: ChartScale) -> [Node] {
    guard !labels.isEmpty, !series.isEmpty else { return [] }
    let slot = 1_000 / labels.count
    let width = max(slot * 7 / 10 / series.count, 1)
    let margin = (slot - width * series.count) / 2
    return series.enumerated().flatMap { index, line in
      line.values.enumerated().map { place, value in
        let top = scale.y(value)
        return svgRect(
          .classes(["bar", Chart.seriesClass(index)]),
          Attribute("x", String(place * slot + margin + index * width)), Attribute("y", String(top)),
          Attribute("width", String(width)), Attribute("height", String(1_000 - top)))
      }
    }
  }

  /// A strip over each day whose title the browser shows to a pointer.
  private func tips(_ words: Words) -> [Node] {
    guard !labels.isEmpty else { return [] }
    return labels.enumerated().map { place, day in
      let left = place * 1_000 / labels.count
      let right = (place + 1) * 1_000 / labels.count
      let values = series.map { $0.name + " " + words.number($0.values[place]) }
      return svgRect(
        .class("tip"), Attribute("x", String(left)), Attribute("y", "0"),
        Attribute("width", String(right - left)), Attribute("height", "1000")
      ) { svgTitle { ([day] + values).joined(separator: "\n") } }
    }
  }

  private func dataTable(_ words: Words) -> Node {
    DataTable(
      name: name, columns: [Column(labelsName)] + series.map { Column($0.name, .number) },
      rows: labels.indices.map { place in
        [.text(labels[place])] + series.map { .text(words.number($0.values[place])) }
      }, isNarrow: true
    ).node
  }
}
