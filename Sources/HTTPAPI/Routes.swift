package import Coalition

// Every call of the API on one page, in the order of the document.
extension Operation<Coalition> {
  package static var all: [Operation<Coalition>] {
    [
      // Members
      createMember, findMembers, readMember, updateMember, freezeMember, unfreezeMember, proposeMerge,
      proposeSeparation, memberWallets, memberLots, runOutPoints, memberEntries, memberCode, setMemberPIN,
      setMemberBirthday,
      sendOneTimeCode, listTags, createTag, updateTag, listMemberTags, setMemberTag, clearMemberTag,
      createPointsOrder, listPointsOrders, readPointsOrder, payPointsOrder, returnPointsOrder,
      repayPointsOrder,
      listPools, readPool, poolEntries, freezePool, unfreezePool,
      // Cards
      issueCard, listCards, issueCards, readCard, activateCard, bindCard, reportCardLost, releaseCard,
      replaceCard, setCardPIN, destroyCard, listCardTypes, proposeCardType, listCardBatches, proposeCardBatch,
      // Transactions
      createTransaction, listTransactions, batchTransactions, readTransaction, refund, voidTransaction,
      capture,
      release, confirm, cancel, reverse,
      // Programmes, merchants, stores, terminals
      listPrograms, createProgram, readProgram, updateProgram, proposeProgram, listMerchants, createMerchant,
      readMerchant,
      updateMerchant, listTerms, setTerms, proposeTerms, listStores, createStore, readStore, updateStore,
      listTerminals,
      createTerminal, readTerminal, updateTerminal,
      // Those who want to be merchants
      applyAsMerchant, lookAtApplication, withdrawApplication, listApplications,
      listEarningRules, proposeEarningRule, listEarningRuleVersions, endEarningRule, simulateEarningRules,
      // Members' discounts
      quoteDiscount, listDiscounts, listDiscountVersions, proposeDiscount, endDiscount,
      // Exchange between programmes
      listCostShares, proposeCostShares, listAgents, proposeAgent, listPoolBalances,
      listExchangeRates, listExchangeRateVersions, proposeExchangeRates, quoteExchange,
      // Exchange with outside programmes
      listPartners, proposePartner, listPartnerExchanges, receivePartnerExchange, readPartnerExchange,
      retryPartnerExchange, listLinkedAccounts, readLinkedAccount, endLinkedAccount,
      // The books
      readLiability, readDeferredRevenue, readOutstandingAges, readUseOutlook, listUseEstimates,
      setUseEstimate,
      readMoneyBalance, listMoneyEntries, readMoneyIncome, readMoneyAgeing,
      // Levels of members
      listLadders, proposeLadder, endLadder, previewLadder, listMemberLevels,
      // Terminals that speak ISO 8583
      registerPOSTerminal, readPOSTerminal, updatePOSTerminal, listPOSTerminals, enterKeyComponent,
      readPOSTotals, listPOSBatches,
      // Points cards
      listPointsCards, proposePointsCards, readPointsCards, activatePointsCards, exportPointsCards,
      freezePointsCards, thawPointsCards, voidPointsCards,
      // Access, approvals, events
      listStaff, createStaff, readStaff, changeStaff, setStaffPIN, createPairingCode, searchAudit,
      verifyAudit,
      listKeys, createKey, proposeKey, revokeKey, updateKey, createSigningSecret, readReplyKey,
      listApprovalRules, proposeApprovalRule, listApprovals, propose, readApproval, approve, reject, withdraw,
      listEvents, readEvent,
      // Software tills and handhelds
      createEnrolmentCode, enrolDevice, readOwnDevice, reportProgramme, signInOnDevice, signOutOnDevice,
      ownTotals, listDevices, readDevice, reportDeviceLoss, storeTotals, readDeviceProgramme,
      setDeviceProgramme,
      // What merchants' systems say of a day
      receiveDayFile, listDayFiles, readDayFile, listDayFileDifferences, dayFileAcknowledgement,
      // Differences with tills and merchant systems
      listCases, readCase, noteOnCase, assignCase, proposeForCase, proposeMoneyForCase, closeCase,
      // What merchants and the operator owe each other
      listSettlements, readSettlement, listSettlementLines, settlementStatement, settlementManifest,
      reviewSettlement, approveSettlement, paySettlement, holdSettlement, reopenSettlement, disputeSettlement,
      listSettlementTerms, proposeSettlementTerms, proposeSettlementAdjustment, listBusinessDays,
      // What merchants' points are paid for with
      readIssuingFunding, proposeIssuingFunding, setLowPoints, orderPointsBlock, listPointsBlocks,
      readPointsBlock, payPointsBlock, dropPointsBlockPayment,
      // What the bank says of them
      receiveBankFile, listBankFiles, readBankFile, compareBankFile, listBankLines, assignBankLine,
    ]
  }
}
