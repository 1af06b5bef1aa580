using System.Globalization;
using System.Net.Http.Headers;
using NodaTime;
using NodaTime.Text;
using Telehealth.Host.Cli.Story;
using Telehealth.Testing;

namespace Telehealth.IntegrationTests.Simulation;

/// <summary>A part of a provider's earnings on its way to the bank.</summary>
internal sealed record Withdrawn(string Id, Player Provider, List<(Earning Earning, long Part)> Parts)
{
    public string State { get; set; } = "scheduled";

    public string? InvoiceId { get; set; }

    public LocalDate? PayoutDate { get; set; }

    public long Minor => Parts.Sum(x => x.Part);

    public long InvoiceMinor => Parts.Where(x => x.Earning.PlatformSold).Sum(x => x.Part);
}

/// <summary>Withdrawals and the invoices some of them need.</summary>
internal sealed class Withdrawals(World world) : Area(world)
{
    private const long Minimum = 1_000;
    private readonly Dictionary<string, Withdrawn> all = [];
    private int invoices;

    public override IEnumerable<Step> Steps =>
        [
            new("withdraw", 8, Withdraw),
            new("send an invoice", 4, SendInvoice),
            new("accept an invoice", 3, () => Decide(accept: true)),
            new("reject an invoice", 1, () => Decide(accept: false)),
        ];

    public IEnumerable<Withdrawn> All => all.Values;

    public (long OnItsWay, long Paid) Sums(Player provider)
    {
        var mine = all.Values.Where(x => x.Provider == provider && x.State != "returned").ToList();
        return (
            mine.Where(x => x.State != "paid").Sum(x => x.Minor),
            mine.Where(x => x.State == "paid").Sum(x => x.Minor)
        );
    }

    /// <summary>The bank did not pay it: every penny can be withdrawn again.</summary>
    public static void Return(Withdrawn withdrawn)
    {
        withdrawn.State = "returned";
        withdrawn.Parts.ForEach(x => x.Earning.Taken -= x.Part);
    }

    public override async Task Compare()
    {
        foreach (var provider in World.Providers)
        {
            var page = await World.Get(provider, "wallet/withdrawals?limit=100");
            var product = page.Items().ToDictionary(x => x.Text("id"), x => x.Text("state"));
            var mine = all.Values.Where(x => x.Provider == provider).ToList();
            World.Same($"withdrawals of {provider.Person.Email}", mine.Count, product.Count);
            mine.ForEach(x => World.Same($"withdrawal {x.Id}", x.State, product[x.Id]));
        }
    }

    private async Task<string?> Withdraw()
    {
        var provider = World.Any(World.Providers)!;
        var most = World.Earnings.Withdrawable(provider);
        if (most == 0 && !World.OneIn(10))
        {
            return null;
        }

        var minor = World.OneIn(3) ? Math.Max(most, 1) : Dice.NextInt64(1, most * 5 / 4 + 2);
        var refusal =
            minor < Minimum ? "wallet.below-minimum"
            : minor > most ? "wallet.above-withdrawable"
            : null;
        var body = new { Amount = new { Amount = minor, Currency = "GBP" } };
        var reply = World.Agree(await World.Post(provider, "wallet/withdrawals", body), refusal);
        if (refusal is not null)
        {
            return $"{minor} of {most}: {refusal}";
        }

        var taken = new Withdrawn(reply.Text("id"), provider, World.Earnings.Take(provider, minor));
        all[taken.Id] = taken;
        World.Same("invoice amount", taken.InvoiceMinor, reply.Body.Minor("invoiceAmount"));
        await World.App.Drain();
        await World.App.Drain();
        // The first provider agreed to self-billing: its invoice is written by the platform.
        var waits = taken.InvoiceMinor > 0 && provider != World.Providers[0];
        taken.State = waits ? "awaitingInvoice" : "scheduled";
        await ReadDate(taken);
        return $"{taken.Id} {minor} of {most}, {taken.State}";
    }

    private async Task<string?> SendInvoice()
    {
        if (World.Any(all.Values.Where(x => x.State == "awaitingInvoice")) is not { } waiting)
        {
            return null;
        }

        var wrong = World.OneIn(5);
        var refusal = wrong ? "wallet.invoice-amount-differs" : null;
        var (number, minor) = ($"INV-{++invoices}", waiting.InvoiceMinor + (wrong ? 1 : 0));
        HttpContent Paper() => Invoice(number, minor, Now.InUtc().Date);
        var path = $"wallet/withdrawals/{waiting.Id}/invoices";
        var reply = World.Agree(await World.Call(waiting.Provider, HttpMethod.Post, path, null, Paper), refusal);
        if (refusal is null)
        {
            (waiting.InvoiceId, waiting.State) = (reply.Text("id"), "invoiceInReview");
        }

        return $"{waiting.Id} {refusal}";
    }

    private async Task<string?> Decide(bool accept)
    {
        if (World.Any(all.Values.Where(x => x.InvoiceId is not null)) is not { } sent)
        {
            return null;
        }

        var refusal = sent.State == "invoiceInReview" ? null : "wallet.invoice-decided";
        var path = $"wallet/admin/invoices/{sent.InvoiceId}/{(accept ? "accept" : "reject")}";
        World.Agree(await World.Post(World.Finance, path, accept ? null : new { ReasonCode = "date-wrong" }), refusal);
        if (refusal is null)
        {
            sent.State = accept ? "scheduled" : "awaitingInvoice";
            await ReadDate(sent);
        }

        return $"{sent.Id} {refusal}";
    }

    // Which Friday it is has tests of its own; here it must only hold what it says.
    private async Task ReadDate(Withdrawn withdrawn)
    {
        var detail = await World.Get(withdrawn.Provider, $"wallet/withdrawals/{withdrawn.Id}");
        var date = detail.GetProperty("withdrawal").GetProperty("payoutDate").GetString();
        withdrawn.PayoutDate = date is null ? null : LocalDatePattern.Iso.Parse(date).Value;
        World.Same("dated", withdrawn.State == "scheduled", withdrawn.PayoutDate is not null);
    }

    private static MultipartFormDataContent Invoice(string number, long minor, LocalDate date)
    {
        var pdf = new ByteArrayContent(DemoPaper.Pdf("Invoice"));
        pdf.Headers.ContentType = new MediaTypeHeaderValue("application/pdf");
        return new()
        {
            { new StringContent(number), "number" },
            { new StringContent(LocalDatePattern.Iso.Format(date)), "date" },
            { new StringContent(minor.ToString(CultureInfo.InvariantCulture)), "amount" },
            { new StringContent("GBP"), "currency" },
            { pdf, "file", "invoice.pdf" },
        };
    }
}
