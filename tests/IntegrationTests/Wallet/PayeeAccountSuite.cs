using Telehealth.BuildingBlocks.Infrastructure.Persistence;
using Telehealth.Testing;
using Telehealth.Testing.Engines;
using Telehealth.Wallet.Gateways.Bank;

namespace Telehealth.IntegrationTests.Wallet;

/// <summary>An account is taken when there can be such a one, and when a payment to it can be made.</summary>
public abstract class PayeeAccountSuite(Engine engine) : BankDetailsSteps(engine)
{
    [EngineFact]
    [Rule("WAL-12", Part = "iban")]
    public async Task What_no_country_has_is_no_account()
    {
        var (_, http) = await NewProvider();
        // Check digits that fit and are never given, letters where the country has digits, a country without IBANs.
        var two = Enumerable
            .Range(0, 500)
            .Select(x => WithCheckDigits("NO", $"8601111{x:D4}"))
            .First(x => x[2..4] == "02");
        await Refused(http, Iban(iban: "NO99" + two[4..]), "iban");
        await Refused(http, Iban(iban: WithCheckDigits("DE", "37040044053201300A")), "iban");
        await Refused(http, Iban(iban: WithCheckDigits("FR", "2004101005050001AM026A6")), "iban");
        await Refused(http, Iban(iban: WithCheckDigits("US", "021000021123456789")), "iban");
        await Refused(http, Iban(bic: "GLITZZRE"), "bic");
        await Refused(http, Iban(bic: "COBADEFF"), "bic");
        (await Put(http, Iban(bic: "GLITISRE"))).EnsureSuccessStatusCode();
    }

    [EngineFact]
    [Rule("WAL-12", Part = "checked")]
    public async Task What_cannot_be_paid_as_given_is_refused_until_it_can()
    {
        var (provider, http) = await NewProvider();
        const string Dubai = "AE07 0331 2345 6789 0123 456";
        await Refused(http, Iban(iban: Dubai), "bic");
        await Refused(http, Iban(iban: Dubai), "country");
        await Refused(http, Iban(iban: Dubai, bic: "EBILAEAD"), "country");
        await Refused(http, Iban(iban: Dubai, bic: "EBILAEAD", country: "ZZ"), "country");
        await Refused(http, Iban(bic: "GLITISRE", currency: "GBP"), "country");
        (await Put(http, Iban(iban: Dubai, bic: "EBILAEAD", country: "ae"))).EnsureSuccessStatusCode();
        (await PayeeOf(provider))!.Account.ShouldBe(
            new BankAccount.International("AE070331234567890123456", "EBILAEAD", "AE")
        );
        // What the scheme does not need is not kept.
        (await Put(http, Iban(country: "IS"), "\"1\"")).EnsureSuccessStatusCode();
        (await PayeeOf(provider))!.Account.ShouldBe(new BankAccount.International("IS140159260076545510730339", null));
    }

    [EngineFact]
    [Rule("WAL-12", Part = "checked")]
    public async Task We_do_not_pay_ourselves()
    {
        var (_, http) = await NewProvider();
        await Refused(http, Uk("10-79-99", "88837491"), "accountNumber");
        await Refused(http, Iban(iban: WithCheckDigits("GB", "WEST10799988837491"), currency: "GBP"), "iban");
        await Refused(http, Iban(iban: "DE75 5121 0800 1245 1261 99"), "iban");
        using var own = await Put(http, Uk("10-79-99", "88837491"));
        ((int)own.StatusCode, await Code(own)).ShouldBe((400, "wallet.bank-details-ours"));
        (await Events()).ShouldBe(0);
    }

    private static string WithCheckDigits(string country, string account)
    {
        var number = string.Concat(
            $"{account}{country}00".Select(x => char.IsAsciiDigit(x) ? $"{x}" : $"{x - 'A' + 10}")
        );
        return $"{country}{98 - (int)(System.Numerics.BigInteger.Parse(number) % 97):D2}{account}";
    }
}

public sealed class SqlitePayeeAccountTests() : PayeeAccountSuite(Engine.Sqlite);

[NeedsEngine(Engine.Postgres)]
public sealed class PostgresPayeeAccountTests() : PayeeAccountSuite(Engine.Postgres);

[NeedsEngine(Engine.SqlServer)]
public sealed class SqlServerPayeeAccountTests() : PayeeAccountSuite(Engine.SqlServer);
