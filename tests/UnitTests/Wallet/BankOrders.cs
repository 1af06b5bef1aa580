using NodaTime;
using NodaTime.Text;
using Telehealth.BuildingBlocks;
using Telehealth.Wallet.Gateways.Bank;

namespace Telehealth.UnitTests.Wallet;

/// <summary>Orders as the vectors of the standards have them.</summary>
internal static class BankOrders
{
    public static readonly Instant Approved = InstantPattern.General.Parse("2026-11-25T09:30:00Z").Value;

    public static readonly PayingAccount Sterling = new(
        "gbp-main",
        "24HR Therapy Ltd",
        Currency.Gbp,
        new BankAccount.Uk("202959", "63748472"),
        null,
        "123456"
    );

    public static PaymentOrder Uk(params ReadOnlySpan<BankPayment> payments) =>
        new(
            "PO-2026W48-000048",
            Approved,
            new(2026, 11, 27),
            Sterling,
            payments.Length > 0
                ? [.. payments]
                :
                [
                    Payment("WD-000123", 18_550, "Jane Doe", new BankAccount.Uk("107999", "88837491"), "SB-0042-00017"),
                    Payment("WD-000124", 10_000, "J Smith", new BankAccount.Uk("089999", "66374958")),
                ]
        );

    public static BankPayment Payment(
        string id,
        long minor,
        string name,
        BankAccount account,
        string? invoice = null,
        string currency = "GBP"
    ) => new(id, new Money(minor, Currency.Of(currency)), name, account, id, invoice);

    public static PaymentOrder Sepa() =>
        new(
            "PO-2026W48-EUR",
            Approved,
            new(2026, 11, 27),
            new(
                "eur-main",
                "24HR Therapy Ltd",
                Currency.Eur,
                new BankAccount.International("IE29AIBK93115212345678", "AIBKIE2D"),
                "AIBKIE2D",
                null
            ),
            [
                Payment(
                    "WD-000200",
                    6_600,
                    "Łukasz Żółć",
                    new BankAccount.International("PL61109010140000071219812874", null),
                    currency: "EUR"
                ),
                Payment(
                    "WD-000201",
                    1,
                    "Þórunn Nguyễn",
                    new BankAccount.International("IS140159260076545510730339", "GLITISRE"),
                    "INV-7",
                    "EUR"
                ),
            ]
        );
}
