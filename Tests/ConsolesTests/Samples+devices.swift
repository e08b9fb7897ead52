@testable import Consoles

extension Sample {
  private static func deviceRow(_ index: Int, _ state: ShownDeviceState = .active) -> DeviceRow {
    DeviceRow(
      id: "dev_01K9ZQ4T7M3V8X2C5B\(index)", model: "Handheld <\(index)>", programme: "2.4.\(index)",
      merchantName: Faked.shops[index % 3].0, storeName: Faked.shops[index % 3].1, terminal: "H<\(index)>",
      state: state, needsOperator: index == 1, enrolledAt: Faked.ago(days: 3),
      endedAt: state == .active ? nil : Faked.ago(minutes: 5))
  }

  private static func dayFileRow(_ index: Int) -> DayFileRow {
    DayFileRow(
      id: "dfl_01K9ZQ4T7M3V8X2C5B\(index)", merchantName: Faked.shops[index % 3].0,
      day: ShownDay(daysSince1970: 20_514), sequence: "\(index + 1)", isDone: index != 0,
      lines: 1_204, receivedAt: Faked.ago(minutes: 90))
  }

  static let devices: [Sample] = [
    Sample(
      "devices",
      DevicesPage(
        query: ListQuery(),
        devices: .loaded(
          Batch(ShownDeviceState.allCases.enumerated().map { deviceRow($0, $1) }, next: "n")))),
    Sample("devices-first", DevicesPage(query: ListQuery(), devices: .loaded(Batch([])))),
    Sample("devices-failed", DevicesPage(query: ListQuery(), devices: .failed(requestID: "req_1"))),
    Sample("device", DevicePage(row: deviceRow(1), mayReport: true)),
    Sample("device-lost", DevicePage(row: deviceRow(1, .lost), mayReport: true)),
    Sample("device-no", DevicePage(row: deviceRow(2), mayReport: false)),
  ]

  static let dayFiles: [Sample] = [
    Sample(
      "day-files",
      DayFilesPage(
        query: ListQuery(), files: .loaded(Batch((0..<3).map { dayFileRow($0) }, next: "n")))),
    Sample("day-files-first", DayFilesPage(query: ListQuery(), files: .loaded(Batch([])))),
    Sample(
      "day-file",
      DayFilePage(
        row: dayFileRow(1), counts: ShownLineResult.allCases.map { ($0, 17) },
        differences: ShownLineResult.allCases.enumerated().map { index, result in
          .init(
            number: index == 5 ? "" : "\(index)", result: result, reference: "R-<\(index)>",
            caseID: index == 8 ? nil : "cas_01K9ZQ\(index)")
        }, hasMore: true)),
    Sample(
      "day-file-agrees",
      DayFilePage(row: dayFileRow(0), counts: [(.agreed, 1_204)], differences: [], hasMore: false)),
  ]
}
