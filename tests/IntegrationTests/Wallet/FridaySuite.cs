using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Http;
using Telehealth.BuildingBlocks.Infrastructure.Persistence;
using Telehealth.Host.Cli;
using Telehealth.Testing;
using Telehealth.Wallet.Contracts;
using Telehealth.Wallet.Domain;
using Telehealth.Wallet.Domain.BankDetails;
using Telehealth.Wallet.Features.BankDetails;
using Telehealth.Wallet.Features.Ledger;
using Telehealth.Wallet.Features.Payouts;
using Telehealth.Wallet.Features.Withdrawals;
using Telehealth.Wallet.Gateways.Bank;
using Telehealth.Wallet.Persistence;

namespace Telehealth.IntegrationTests.Wallet;

/// <summary>What the suites of a Friday share: due withdrawals, two people of finance, and the bank's files.</summary>
public abstract class FridaySuite(Engine engine, params (string Key, string Value)[] settings)
    : WalletSuite(engine, settings)
{
    protected const string Account = "gbp-development";
    private const string Batches = "api/v1/wallet/payout-batches";

    protected LocalDate Friday { get; set; }

    protected TestPerson Finance { get; private set; } = null!;

    protected HttpClient FinanceApi { get; private set; } = null!;

    protected TestPerson Approver { get; private set; } = null!;

    protected HttpClient ApproverApi { get; private set; } = null!;

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        var calendar = App.Services.GetRequiredService<PayoutCalendar>();
        Friday = calendar.OnOrAfter(calendar.DayOf(App.Now).PlusDays(3));
        Finance = await App.Staff(Roles.Finance);
        FinanceApi = await App.Client(Finance);
        Approver = await App.Staff(Roles.PayoutApprover);
        ApproverApi = await App.Client(Approver);
    }

    /// <summary>A withdrawal that is due on Friday, of earnings that are in the ledger.</summary>
    internal async Task<(WithdrawalId Id, ProviderId Provider)> Due(
        long pence,
        string? holder = "Łucja Nguyễn-Wójcik",
        LocalDate? on = null,
        ProviderId? whose = null
    )
    {
        await using var scope = App.Services.CreateAsyncScope();
        var services = scope.ServiceProvider;
        var db = services.GetRequiredService<WalletDbContext>();
        var ledger = services.GetRequiredService<LedgerBook>();
        var (id, provider) = (new WithdrawalId(Ids.New()), whose ?? new ProviderId(Ids.New()));
        var amount = Money.Gbp(pence);
        var payee = holder is null ? null : await Details(services, provider, holder, "66374958");
        await using var transaction = await db.Database.BeginTransactionAsync();
        var payable = Accounts.ProviderPayable(provider);
        var earned = new Journal(
            "test",
            id.ToString(),
            App.Now,
            "Earned",
            [Entry.Debit(Accounts.StripeClearing, amount), Entry.Credit(payable, amount)]
        );
        (await ledger.Post(earned, CancellationToken.None)).ShouldBeTrue();
        (await ledger.Hold(payable, amount, CancellationToken.None)).ShouldBeTrue();
        await services.GetRequiredService<WithdrawableFloor>().Raise(provider, Money.Gbp(0), CancellationToken.None);
        var session = new EarnedSession(
            new(Ids.New()),
            provider,
            new(Ids.New()),
            "AB12-CD34",
            "Talking therapy",
            false,
            App.Now
        );
        var held = OutcomeTable.Of(SessionOutcome.Held, FundingKind.Wallet);
        var earning = new EarningLine(
            SessionSettlement.Agency(session, amount, 0, 0),
            held,
            earned.Id,
            App.Now,
            App.Now
        );
        db.Earnings.Add(earning);
        await db.SaveChangesAsync();
        var now = App.Now;
        await db
            .Earnings.Where(x => x.Sequence == earning.Sequence)
            .ExecuteUpdateAsync(x =>
                x.SetProperty(y => y.AllocatedMinor, pence).SetProperty(y => y.MaturedAt, (Instant?)now)
            );
        var reference = "WD-" + id.Value.ToString("N")[^10..].ToUpperInvariant();
        var part = new WithdrawalAllocation(id, earning.Sequence, pence, false);
        var withdrawal = new Withdrawal(id, provider, reference, Currency.Gbp, InvoiceMode.None, [part], now);
        withdrawal.Schedule(Friday.PlusDays(-9), on ?? Friday).ShouldBeNull();
        db.Withdrawals.Add(withdrawal);
        if (payee is not null)
        {
            db.PayeeDetails.Add(new PayeeDetails(provider, payee, now));
        }

        await db.SaveChangesAsync();
        await transaction.CommitAsync();
        return (id, provider);
    }

    /// <summary>A provider whose profile is written: documents can name it.</summary>
    protected async Task<ProviderId> Named(string name)
    {
        var person = await App.SignUpProvider(name);
        await TelehealthApp.WriteProfile(await App.Client(person), name);
        return ProviderId.Of(person.Id);
    }

    /// <summary>The provider changes its bank details, and payouts rest.</summary>
    internal async Task ChangeDetails(ProviderId provider, Duration resting)
    {
        await using var scope = App.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<WalletDbContext>();
        var changed = await Details(scope.ServiceProvider, provider, "Somebody Else", "66374959");
        await using var transaction = await db.Database.BeginTransactionAsync();
        (await db.PayeeDetails.SingleAsync(x => x.ProviderId == provider)).Change(changed, App.Now, resting);
        await db.SaveChangesAsync();
        await transaction.CommitAsync();
    }

    protected Task<HttpResponseMessage> Gather(HttpClient http, string account = Account, string? key = null) =>
        Post(http, Batches, new GatherBody(Friday, account), key);

    protected Task<HttpResponseMessage> Step(HttpClient http, PayoutBatchId batch, string step, string? key = null) =>
        Post<object?>(http, $"{Batches}/{batch}/{step}", null, key);

    protected async Task<HttpResponseMessage> Approve(HttpClient http, TestPerson person, PayoutBatchId batch) =>
        await Post(http, $"{Batches}/{batch}/approve", new ApprovalBody(await Code(person)));

    protected Task<string> Code(TestPerson person) => App.AuthenticatorCode(person);

    protected async Task<PayoutBatchId> Reviewed()
    {
        var batch = (await Ok<BatchAnswer>(await Gather(FinanceApi))).Id;
        await Ok<BatchAnswer>(await Step(FinanceApi, batch, "review"));
        return batch;
    }

    protected async Task<PayoutBatchId> Approved()
    {
        var batch = await Reviewed();
        await Ok<BatchAnswer>(await Approve(ApproverApi, Approver, batch));
        return batch;
    }

    protected async Task<PayoutBatchId> Sent()
    {
        var batch = await Approved();
        await Ok<FileAnswer>(await Step(FinanceApi, batch, "file"));
        await Ok<BatchAnswer>(await Step(FinanceApi, batch, "sent"));
        return batch;
    }

    protected Task<BatchDetail> Detail(PayoutBatchId batch) => Show<BatchDetail>($"payout-batches/{batch}");

    protected async Task<T> Show<T>(string path) => (await Get<T>(FinanceApi, $"api/v1/wallet/{path}"))!;

    protected async Task<PayoutOutcome> Outcome(PayoutBatchId batch, WithdrawalId id) =>
        (await Detail(batch)).Payouts.Single(x => x.WithdrawalId == id).Outcome;

    protected static async Task<T> Ok<T>(HttpResponseMessage response)
    {
        var text = await response.Content.ReadAsStringAsync();
        response.IsSuccessStatusCode.ShouldBeTrue($"{(int)response.StatusCode} {text}");
        return JsonSerializer.Deserialize<T>(text, ApiJson.Options)!;
    }

    protected static async Task Refused(Task<HttpResponseMessage> call, HttpStatusCode status, string code)
    {
        var response = await call;
        (response.StatusCode, await Code(response)).ShouldBe((status, code));
    }

    protected Task<HttpResponseMessage> Import(string file) => Import(FinanceApi, file);

    protected static Task<HttpResponseMessage> Import(HttpClient http, string file) =>
        Import(http, Encoding.UTF8.GetBytes(file));

    protected static async Task<HttpResponseMessage> Import(HttpClient http, byte[] file)
    {
        using var form = new MultipartFormDataContent();
        var part = new ByteArrayContent(file);
        part.Headers.ContentType = new MediaTypeHeaderValue("application/xml");
        form.Add(part, "file", "answer.xml");
        using var request = new HttpRequestMessage(HttpMethod.Post, "api/v1/wallet/bank-answers") { Content = form };
        request.Headers.Add("Idempotency-Key", Ids.New().ToString());
        // Asks before it sends, so that a file too large is refused in words and not by a broken connection.
        request.Headers.ExpectContinue = true;
        return await http.SendAsync(request);
    }

    protected static string EndToEnd(WithdrawalId id) => Payout.EndToEndIdOf(id);

    protected internal static string Pain002(
        PayoutBatchId batch,
        string file,
        string? group,
        params (WithdrawalId Id, string Status, string? Reason)[] payments
    ) =>
        $"""
            <?xml version="1.0" encoding="UTF-8"?>
            <Document xmlns="urn:iso:std:iso:20022:tech:xsd:pain.002.001.10"><CstmrPmtStsRpt>
            <GrpHdr><MsgId>{file}</MsgId><CreDtTm>2026-11-27T08:00:00Z</CreDtTm></GrpHdr>
            <OrgnlGrpInfAndSts><OrgnlMsgId>{PayoutBatch.MessageIdOf(batch)}</OrgnlMsgId>
            <OrgnlMsgNmId>pain.001.001.09</OrgnlMsgNmId>{(group is null ? "" : $"<GrpSts>{group}</GrpSts>")}
            </OrgnlGrpInfAndSts>{(payments.Length == 0 ? "" : Part(payments))}</CstmrPmtStsRpt></Document>
            """;

    protected internal static string Statement(string file, string opening, string closing, params string[] entries) =>
        $"""
            <?xml version="1.0" encoding="UTF-8"?>
            <Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"><BkToCstmrStmt>
            <GrpHdr><MsgId>{file}</MsgId><CreDtTm>2026-11-27T20:00:00Z</CreDtTm></GrpHdr>
            <Stmt><Id>{file}</Id><CreDtTm>2026-11-27T20:00:00Z</CreDtTm>
            <Acct><Id><Othr><Id>66374958</Id></Othr></Id></Acct>
            {Bal("OPBD", opening)}{Bal("CLBD", closing)}{string.Concat(entries)}</Stmt></BkToCstmrStmt></Document>
            """;

    protected internal static string Booked(
        PayoutBatchId? batch,
        WithdrawalId id,
        string amount,
        string direction = "DBIT",
        string? reason = null
    ) =>
        $"""
            <Ntry><Amt Ccy="GBP">{amount}</Amt><CdtDbtInd>{direction}</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts>
            <AcctSvcrRef>{direction}-{EndToEnd(id)[..20]}</AcctSvcrRef>
            <BkTxCd><Domn><Cd>PMNT</Cd><Fmly><Cd>ICDT</Cd><SubFmlyCd>DMCT</SubFmlyCd></Fmly></Domn></BkTxCd>
            <NtryDtls><TxDtls><Refs>{MessageOf(batch)}<EndToEndId>{EndToEnd(id)}</EndToEndId></Refs>
            {(reason is null ? "" : $"<RtrInf><Rsn><Cd>{reason}</Cd></Rsn></RtrInf>")}</TxDtls></NtryDtls></Ntry>
            """;

    internal Task<long> Balance(string account) =>
        Read(db => db.Postings.Where(x => x.Account == account).SumAsync(x => x.AmountMinor));

    internal Task<int> Published(string wireName) => Read(db => db.Outbox.CountAsync(x => x.WireName == wireName));

    internal Task<WithdrawalState> State(WithdrawalId id) =>
        Read(db => db.Withdrawals.Where(x => x.Id == id).Select(x => x.State).SingleAsync());

    private static Task<SealedAccount> Details(
        IServiceProvider services,
        ProviderId provider,
        string holder,
        string number
    ) =>
        services
            .GetRequiredService<Payees>()
            .Seal(provider, holder, new BankAccount.Uk("089999", number), Currency.Gbp, CancellationToken.None);

    private static string Part((WithdrawalId Id, string Status, string? Reason)[] payments) =>
        "<OrgnlPmtInfAndSts><OrgnlPmtInfId>P</OrgnlPmtInfId>"
        + string.Concat(
            payments.Select(x =>
                $"<TxInfAndSts><OrgnlEndToEndId>{EndToEnd(x.Id)}</OrgnlEndToEndId><TxSts>{x.Status}</TxSts>"
                + (x.Reason is null ? "" : $"<StsRsnInf><Rsn><Cd>{x.Reason}</Cd></Rsn></StsRsnInf>")
                + "</TxInfAndSts>"
            )
        )
        + "</OrgnlPmtInfAndSts>";

    // Many banks leave out which message a payment came with.
    private static string MessageOf(PayoutBatchId? batch) =>
        batch is { } id ? $"<MsgId>{PayoutBatch.MessageIdOf(id)}</MsgId>" : "";

    private static string Bal(string type, string amount) =>
        $"""
            <Bal><Tp><CdOrPrtry><Cd>{type}</Cd></CdOrPrtry></Tp><Amt Ccy="GBP">{amount}</Amt>
            <CdtDbtInd>CRDT</CdtDbtInd><Dt><Dt>2026-11-27</Dt></Dt></Bal>
            """;
}
