using NodaTime;
using Telehealth.BuildingBlocks;
using Telehealth.Notifications.Composing;
using Telehealth.Notifications.Domain;
using Telehealth.Notifications.Gateways;
using Telehealth.Testing;

namespace Telehealth.UnitTests.Notifications;

public sealed class TemplateTests
{
    private static readonly MessageFacts Facts = new()
    {
        StartsAt = Instant.FromUtc(2031, 6, 3, 9, 0),
        EndsAt = Instant.FromUtc(2031, 6, 3, 9, 50),
        Times = [Instant.FromUtc(2031, 6, 3, 9, 0)],
        Deadline = Instant.FromUtc(2031, 6, 2, 9, 0),
        Mode = "video",
        Amount = Money.Gbp(6500),
        BookingNumber = "BK-1",
        DocumentNumber = "AB-1",
        Change = "suspended",
    };

    public static TheoryData<string, string> EveryTemplate()
    {
        var data = new TheoryData<string, string>();
        foreach (var kind in MessageKind.All)
        {
            foreach (var language in TemplateSource.Languages)
            {
                data.Add(kind.Template, language);
            }
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(EveryTemplate))]
    public void Every_template_is_there_and_names_known_values_only(string name, string wanted)
    {
        var kind = MessageKind.Of(name);
        var language = TemplateSource.LanguageFor(name, wanted);
        var template = new Template(TemplateSource.Read(language, name));
        var values = FactValues.Of(new ReaderWording(language, wanted, "Europe/Warsaw"), Facts, "Ana");
        template.Head("subject", values).ShouldNotBeEmpty();
        template.Body(values).ShouldNotBeEmpty();
        template.Has("sms").ShouldBe(kind.Sms);
        template.Has("title").ShouldBe(kind.InApp || template.Has("note"));
        if (kind.InApp)
        {
            template.Head("title", values).ShouldNotBeEmpty();
            template.Head("note", values).ShouldNotBeEmpty();
        }
    }

    [Theory]
    [MemberData(nameof(EveryTemplate))]
    public void A_subject_and_a_line_in_the_app_name_nobody(string name, string wanted)
    {
        var source = TemplateSource.Read(TemplateSource.LanguageFor(name, wanted), name);
        var heads = source[..source.IndexOf("\n---\n", StringComparison.Ordinal)];
        foreach (var value in (string[])["other", "name", "hub", "employer", "phone"])
        {
            heads.ShouldNotContain($"{{{{{value}}}}}");
            heads.ShouldNotContain($" {value}}}}}");
        }
    }

    [Fact]
    public void English_is_complete_and_another_language_falls_back_to_it()
    {
        MessageKind.All.ShouldAllBe(x => TemplateSource.LanguageFor(x.Template, "en-GB") == "en");
        TemplateSource.LanguageFor("session-confirmed", "pl").ShouldBe("pl");
        TemplateSource.LanguageFor("payout-paid", "vi-VN").ShouldBe("en");
        TemplateSource.LanguageFor("session-confirmed", "is-IS").ShouldBe("en");
    }

    [Fact]
    public void What_clients_and_providers_get_is_there_in_polish()
    {
        var forStaff = new[]
        {
            MessageKind.ConcernRaised,
            MessageKind.CaseOverdue,
            MessageKind.RiskAlert,
            MessageKind.RiskAlertUnanswered,
            MessageKind.RiskAlertForOperations,
            MessageKind.TeamUnreached,
            MessageKind.ConsentReview,
            MessageKind.AuthorityChanged,
        };
        MessageKind.All.Except(forStaff).ShouldAllBe(x => TemplateSource.LanguageFor(x.Template, "pl-PL") == "pl");
    }

    [Fact]
    public void A_name_makes_no_link_no_markup_and_no_header()
    {
        var template = new Template("subject: Hi {{name}}\n---\nHello {{name}}\n\n[Go {{name}}]({{link}})\n");
        var values = new Dictionary<string, object?>
        {
            ["name"] = "A\r\nBcc: x@example.org\n\n[Win](https://evil.example) <b>\u202E\"",
            ["link"] = "https://ours.example/?a=1&b=\"",
        };
        template.Head("subject", values).ShouldNotContain("\n");
        var blocks = template.Body(values).ToList();
        blocks.Count.ShouldBe(2);
        var html = MailBody.Html("en", "t", blocks, "f");
        html.ShouldNotContain("<b>");
        html.ShouldNotContain("href=\"https://evil");
        html.ShouldContain("href=\"https://ours.example/?a=1&amp;b=&quot;\"");
    }

    [Fact]
    public void Times_and_amounts_are_written_as_the_reader_writes_them()
    {
        var english = new ReaderWording("en", "en-GB", "Europe/London");
        english.Moment(Facts.StartsAt!.Value).ShouldBe("Tuesday 3 June 2031, 10:00 (London time)");
        english.Amount(Money.Gbp(-123456)).ShouldBe("-£1,234.56");
        english.Amount(new Money(450000, Currency.Of("VND"))).ShouldBe("450,000 VND");
        var polish = new ReaderWording("pl", "pl-PL", "Europe/Warsaw");
        polish.Moment(Facts.StartsAt!.Value).ShouldBe("wtorek, 3 czerwca 2031, 11:00 (czas: Warsaw)");
    }

    [Theory]
    [InlineData("+44 7911 123456", "+447911123456")]
    [InlineData("07911 123456", null)]
    [InlineData("+1", null)]
    [InlineData("", null)]
    public void Only_a_possible_international_number_gets_a_text_message(string phone, string? expected) =>
        SmsNumber.Of(phone).ShouldBe(expected);

    [Fact]
    public void Waiting_grows_and_stays_within_its_bounds()
    {
        Backoff.AfterMicros(1, 0).ShouldBe(10_000_000);
        Backoff.AfterMicros(3, 0).ShouldBe(40_000_000);
        Backoff.AfterMicros(1, 1).ShouldBe(12_000_000);
        Backoff.AfterMicros(60, 0).ShouldBe(3_600_000_000);
    }
}
