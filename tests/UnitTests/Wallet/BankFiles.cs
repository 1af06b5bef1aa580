using System.Text;
using Telehealth.BuildingBlocks;
using Telehealth.Wallet.Gateways.Bank;

namespace Telehealth.UnitTests.Wallet;

/// <summary>Files as banks send them, by hand.</summary>
internal static class BankFiles
{
    public static Task<Result<BankAnswerFile>> Read(string file, int maxBytes = BankAnswers.UsualMaxBytes) =>
        BankAnswers.Read(new MemoryStream(Encoding.UTF8.GetBytes(file)), maxBytes, CancellationToken.None);

    public static string Pain002(string? group, string parts = "", string version = "10") =>
        Document(
            $"pain.002.001.{version}",
            "CstmrPmtStsRpt",
            $"""
            <GrpHdr><MsgId>BANK-1</MsgId><CreDtTm>2026-11-27T08:00:00Z</CreDtTm></GrpHdr>
            <OrgnlGrpInfAndSts><OrgnlMsgId>PO-1</OrgnlMsgId><OrgnlMsgNmId>pain.001.001.09</OrgnlMsgNmId>
            {(group is null ? "" : $"<GrpSts>{group}</GrpSts>")}</OrgnlGrpInfAndSts>{parts}
            """
        );

    public static string Part(string? status, params ReadOnlySpan<string> payments) =>
        "<OrgnlPmtInfAndSts><OrgnlPmtInfId>PO-1</OrgnlPmtInfId>"
        + (status is null ? "" : $"<PmtInfSts>{status}</PmtInfSts>")
        + string.Concat(payments)
        + "</OrgnlPmtInfAndSts>";

    public static string Payment(string id, string? status, string? reason = null) =>
        $"<TxInfAndSts><OrgnlEndToEndId>{id}</OrgnlEndToEndId>"
        + (status is null ? "" : $"<TxSts>{status}</TxSts>")
        + (reason is null ? "" : $"<StsRsnInf><Rsn><Cd>{reason}</Cd></Rsn></StsRsnInf>")
        + "<AcctSvcrRef>REF</AcctSvcrRef></TxInfAndSts>";

    public static string Statement(string opening, string closing, string entries, string version = "08") =>
        Document(
            $"camt.053.001.{version}",
            "BkToCstmrStmt",
            $"""
            <GrpHdr><MsgId>BANK-2</MsgId><CreDtTm>2026-11-27T20:00:00Z</CreDtTm></GrpHdr>
            <Stmt><Id>S-1</Id><CreDtTm>2026-11-27T20:00:00Z</CreDtTm>
            <Acct><Id><Othr><Id>63748472</Id></Othr></Id></Acct>
            {Balance("OPBD", opening)}{Balance("CLBD", closing)}{entries}</Stmt>
            """
        );

    public static string Notification(string entries, string version = "08") =>
        Document(
            $"camt.054.001.{version}",
            "BkToCstmrDbtCdtNtfctn",
            $"""
            <GrpHdr><MsgId>BANK-3</MsgId><CreDtTm>2026-11-27T20:00:00Z</CreDtTm></GrpHdr>
            <Ntfctn><Id>N-1</Id><CreDtTm>2026-11-27T20:00:00Z</CreDtTm>
            <Acct><Id><Othr><Id>63748472</Id></Othr></Id></Acct>
            {entries}</Ntfctn>
            """
        );

    public static string Entry(
        string direction,
        string amount,
        string details,
        string? reversal = null,
        string version = "08",
        string status = "BOOK",
        string reference = "R-1"
    ) =>
        $"""
            <Ntry><Amt Ccy="GBP">{amount}</Amt><CdtDbtInd>{direction}</CdtDbtInd>
            {(reversal is null ? "" : $"<RvslInd>{reversal}</RvslInd>")}
            <Sts>{(version == "02" ? status : $"<Cd>{status}</Cd>")}</Sts><AcctSvcrRef>{reference}</AcctSvcrRef>
            <BkTxCd><Domn><Cd>PMNT</Cd><Fmly><Cd>ICDT</Cd><SubFmlyCd>DMCT</SubFmlyCd></Fmly></Domn></BkTxCd>
            {(details.Length == 0 ? "" : $"<NtryDtls>{details}</NtryDtls>")}</Ntry>
            """;

    public static string Details(string id, string rest = "") =>
        $"<TxDtls><Refs><MsgId>PO-1</MsgId><EndToEndId>{id}</EndToEndId></Refs>{rest}</TxDtls>";

    private static string Balance(string type, string amount) =>
        $"""
            <Bal><Tp><CdOrPrtry><Cd>{type}</Cd></CdOrPrtry></Tp><Amt Ccy="GBP">{amount.TrimStart('-')}</Amt>
            <CdtDbtInd>{(amount.StartsWith('-') ? "DBIT" : "CRDT")}</CdtDbtInd><Dt><Dt>2026-11-27</Dt></Dt></Bal>
            """;

    private static string Document(string format, string root, string content) =>
        $"""
            <?xml version="1.0" encoding="UTF-8"?>
            <Document xmlns="urn:iso:std:iso:20022:tech:xsd:{format}"><{root}>{content}</{root}></Document>
            """;
}
