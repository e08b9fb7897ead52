import Foundation
import Testing

@testable import Consoles

@Suite struct ChartTests {
  @Test(
    arguments: [
      ([], 2), ([0, 0], 2), ([1], 2), ([3], 4), ([7], 8), ([10], 10), ([11], 20), ([430], 600),
      ([1_000_001], 2_000_000),
      ([-5, 2], 2),
    ] as [([Int64], Int64)])
  func `an axis ends at a round number above every value`(_ values: [Int64], _ top: Int64) {
    #expect(ChartScale(covering: values).top == top)
  }

  @Test func `the largest number there is still finds its place`() {
    let scale = ChartScale(covering: [Int64.max])
    #expect(scale.y(Int64.max) == 0)
    #expect(scale.y(0) == 1_000)
  }

  private func picture(_ form: Chart.Form, _ labels: [String], _ series: [ChartSeries]) throws -> String {
    let chart = Chart(
      id: "c", form: form, name: "Name", about: "About", labelsName: "Day", labels: labels, series: series)
    let text = Markup.fragment(chart.node(try Faked.visit(.english).words))
    let start = try #require(text.range(of: "<svg"))
    let end = try #require(text.range(of: "</svg>"))
    return String(text[start.lowerBound..<end.upperBound])
  }

  private let frame = """
    <svg viewBox="0 0 1000 1000" preserveAspectRatio="none" role="img" aria-labelledby="c-title c-desc">\
    <title id="c-title">Name</title><desc id="c-desc">About</desc>\
    <line class="grid" x1="0" x2="1000" y1="0" y2="0" />\
    <line class="grid" x1="0" x2="1000" y1="500" y2="500" />\
    <line class="grid" x1="0" x2="1000" y1="1000" y2="1000" />
    """

  @Test func `lines are drawn from left to right, the first with its area`() throws {
    let drawn = try picture(
      .lines, ["01", "02", "03"],
      [ChartSeries(name: "In", values: [0, 5, 10]), ChartSeries(name: "Out", values: [10, 0, 0])])
    #expect(
      drawn == frame + """
        <path class="area series-a" d="M0 1000L500 500L1000 0L1000 1000L0 1000Z" />\
        <path class="line series-a" d="M0 1000L500 500L1000 0" />\
        <path class="line series-b" d="M0 0L500 1000L1000 1000" />\
        <rect class="tip" x="0" y="0" width="333" height="1000"><title>01\nIn 0\nOut 10</title></rect>\
        <rect class="tip" x="333" y="0" width="333" height="1000"><title>02\nIn 5\nOut 0</title></rect>\
        <rect class="tip" x="666" y="0" width="334" height="1000"><title>03\nIn 10\nOut 0</title></rect></svg>
        """)
  }

  @Test func `bars stand on the axis`() throws {
    let drawn = try picture(.bars, ["01", "02"], [ChartSeries(name: "In", values: [1, 4])])
    #expect(
      drawn == frame + """
        <rect class="bar series-a" x="75" y="750" width="350" height="250"></rect>\
        <rect class="bar series-a" x="575" y="0" width="350" height="1000"></rect>\
        <rect class="tip" x="0" y="0" width="500" height="1000"><title>01\nIn 1</title></rect>\
        <rect class="tip" x="500" y="0" width="500" height="1000"><title>02\nIn 4</title></rect></svg>
        """)
  }

  @Test func `no days draw no marks`() throws {
    #expect(try picture(.lines, [], [ChartSeries(name: "In", values: [])]) == frame + "</svg>")
  }

  @Test func `the table behind a chart says every value`() throws {
    let chart = Chart(
      id: "c", form: .bars, name: "Name", about: "About", labelsName: "Day", labels: ["11-22"],
      series: [ChartSeries(name: "In", values: [1_234])])
    let text = Markup.fragment(chart.node(try Faked.visit(.english).words))
    #expect(text.contains("<th scope=\"row\">11-22</th><td class=\"number\">1,234</td>"))
  }
}
