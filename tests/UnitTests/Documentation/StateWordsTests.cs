using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using NodaTime;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Pages;
using Telehealth.Host;
using Telehealth.Marketplace.Areas;
using Telehealth.Marketplace.Domain.Bookings;
using Telehealth.Marketplace.Domain.Requests;
using Telehealth.Testing;
using Telehealth.UnitTests.Architecture;
using Telehealth.Wallet.Areas.Finance.Pages;
using Telehealth.Wallet.Contracts;
using Telehealth.Wallet.Domain;
using Telehealth.Wallet.Features.Payouts;

namespace Telehealth.UnitTests.Documentation;

/// <summary>Each state has a word that is true, on every page and document; none falls to whatever is left.</summary>
public sealed partial class StateWordsTests
{
    /// <summary>Every table of words: a static method of one state that answers text, or text with a badge.</summary>
    public static TheoryData<string> Tables =>
        [.. Found().Select(x => $"{x.DeclaringType!.FullName}.{x.Name}({x.GetParameters()[0].ParameterType.Name})")];

    [Theory]
    [MemberData(nameof(Tables))]
    public void Every_state_has_words_and_an_unknown_one_has_none(string table)
    {
        var words = Found()
            .Single(x => $"{x.DeclaringType!.FullName}.{x.Name}({x.GetParameters()[0].ParameterType.Name})" == table);
        var states = words.GetParameters()[0].ParameterType;
        foreach (var state in Enum.GetValues(states))
        {
            Texts(words, state).ShouldAllBe(x => x.Length > 0, $"{table}: {state}");
        }

        // A state somebody adds later is seen here, and not printed as what happened to stand last.
        var thrown = Should.Throw<TargetInvocationException>(() => Texts(words, Enum.ToObject(states, 999)), table);
        thrown.InnerException.ShouldBeOfType<ArgumentOutOfRangeException>();
    }

    [Fact]
    public void The_states_people_are_shown_are_in_the_tables()
    {
        var spoken = Found().Select(x => x.GetParameters()[0].ParameterType.Name).ToHashSet();
        string[] shown =
        [
            "BookingState",
            "BookingRequestState",
            "SessionState",
            "Place",
            "PayoutBatchState",
            "PayoutOutcome",
            "WithdrawalState",
            "InvoiceState",
            "InvoiceMode",
            "AnswerEffect",
            "PayoutBlock",
            "BatchStep",
            "EarningState",
            "PayoutReason",
            "PaidOutcome",
            "CaseState",
            "CaseStep",
            "CaseEntryKind",
            "ConcernSeverity",
            "GuardianRelationship",
            "ConsentMethod",
            "HubState",
            "VisitState",
            "PoolRequestState",
            "DocumentKind",
        ];
        shown.Where(x => !spoken.Contains(x)).ShouldBeEmpty();
    }

    [Fact]
    public void No_switch_over_states_on_a_page_has_words_for_whatever_is_left()
    {
        var files = Directory
            .EnumerateFiles(Path.Combine(SourceTree.Root, "src"), "*.cs*", SearchOption.AllDirectories)
            .Select(SourceTree.Short)
            .Where(x => !x.Contains("/obj/") && !x.Contains("/bin/") && !x.Contains("/node_modules/"))
            .Where(x => x.Contains("/Areas/") || x.Contains("/Templates/") || x.EndsWith("Words.cs"));
        files.SelectMany(Discards).ShouldBeEmpty();
    }

    [Fact]
    public void An_account_for_another_currency_is_not_called_changed()
    {
        FinanceWords.Of(PayoutBlock.OtherCurrency).ShouldBe("The account is for another currency");
        Enum.GetValues<PayoutBlock>().Select(FinanceWords.Of).ShouldBeUnique();
    }

    [Theory]
    [InlineData(PayoutBatchState.Closed, 0, "success", "Answered: all paid")]
    [InlineData(PayoutBatchState.Closed, 2, "warning", "Answered: 2 of 7 not paid")]
    [InlineData(PayoutBatchState.Sent, 1, "warning", "At the bank: 1 of 7 not paid")]
    [InlineData(PayoutBatchState.Sent, 0, "info", "At the bank")]
    public void A_batch_is_green_when_all_of_it_was_paid_and_only_then(
        PayoutBatchState state,
        int notPaid,
        string kind,
        string word
    )
    {
        var batch = new BatchAnswer(
            new PayoutBatchId(Ids.New()),
            state,
            "gbp",
            new LocalDate(2031, 6, 6),
            null,
            "TH",
            7,
            0,
            notPaid,
            Money.Gbp(100),
            new PersonId(Ids.New()),
            Instant.FromUtc(2031, 6, 2, 9, 0),
            null,
            null,
            null,
            null,
            null,
            1
        );
        FinanceWords.Of(batch).ShouldBe(new StateWord(kind, word));
    }

    [Fact]
    public void An_accepted_request_says_what_became_of_its_booking()
    {
        var accepted = BookingRequestState.Accepted;
        MarketplaceWords.Badge(accepted, BookingState.Confirmed).Word.ShouldBe("Booked");
        foreach (var state in Enum.GetValues<BookingState>().Where(x => x != BookingState.Confirmed))
        {
            MarketplaceWords.Badge(accepted, state).ShouldBe(MarketplaceWords.Badge(state));
            MarketplaceWords.Became(state).ShouldNotBe("It is booked.");
        }

        MarketplaceWords.Badge(BookingRequestState.Declined, null).Word.ShouldBe("Declined");
    }

    [Fact]
    public void Only_what_is_paid_for_has_words_on_documents()
    {
        var paid = Enum.GetValues<SessionOutcome>()
            .Where(x => OutcomeTable.Of(x, FundingKind.Wallet).Kept != KeptShare.Nothing)
            .ToList();
        paid.Select(OutcomeTable.Paid).ShouldBe(Enum.GetValues<PaidOutcome>(), ignoreOrder: true);
        foreach (var row in OutcomeTable.Rows.Where(x => paid.Contains(x.Outcome)))
        {
            OutcomeTable.PaidBy(row.Id).ShouldBe(OutcomeTable.Paid(row.Outcome));
        }
    }

    [Theory]
    [InlineData("Atlantic/Reykjavik", "Reykjavik time")]
    [InlineData("America/Argentina/Buenos_Aires", "Buenos Aires time")]
    [InlineData("Asia/Ho_Chi_Minh", "Ho Chi Minh time")]
    [InlineData("Etc/GMT-5", "UTC+05:00")]
    [InlineData("Etc/UTC", "UTC")]
    [InlineData("UTC", "UTC")]
    [InlineData("Europe/Atlantis", "UTC")]
    [InlineData(null, "UTC")]
    public void A_zone_is_said_as_people_say_it(string? zone, string said) => TimeText.ZoneName(zone).ShouldBe(said);

    [Fact]
    public void No_zone_anybody_can_have_is_shown_by_its_name_in_the_database() =>
        DateTimeZoneProviders
            .Tzdb.Ids.Select(TimeText.ZoneName)
            .ShouldAllBe(x => !x.Contains('/') && !x.Contains('_') && x.Length > 2);

    private static List<MethodInfo> Found() =>
        [
            .. ModuleCatalog
                .All.SelectMany(x => x.GetType().Assembly.GetTypes())
                .Where(x => x.GetCustomAttribute<CompilerGeneratedAttribute>() is null)
                .SelectMany(x =>
                    x.GetMethods(
                        BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly
                    )
                )
                .Where(x => x.GetParameters() is [{ ParameterType: { IsEnum: true } states }] && IsOurs(states))
                .Where(x => x.GetCustomAttribute<CompilerGeneratedAttribute>() is null && IsWords(x))
                .OrderBy(x => $"{x.DeclaringType!.FullName}.{x.Name}", StringComparer.Ordinal),
        ];

    // Tables stand with the pages and the templates; what a code is called on the wire is no word.
    private static bool IsWords(MethodInfo method) =>
        method.DeclaringType!.Namespace is { } home
        && (home.Contains(".Areas") || home.EndsWith(".Templates"))
        && (
            method.ReturnType == typeof(string)
            || method.ReturnType == typeof(ValueTuple<string, string>)
            || method.ReturnType.Name is "StateWord" or "CaseWord"
        );

    private static bool IsOurs(Type type) => type.Namespace?.StartsWith("Telehealth.") == true;

    private static List<string> Texts(MethodInfo words, object state)
    {
        var said = words.Invoke(null, [state]);
        return said switch
        {
            string text => [text],
            ITuple badge => [(string)badge[0]!, (string)badge[1]!],
            _ => [(string)said!.GetType().GetProperty("Word")!.GetValue(said)!],
        };
    }

    private static IEnumerable<string> Discards(string file)
    {
        var lines = File.ReadAllLines(Path.Combine(SourceTree.Root, file));
        for (var i = 0; i < lines.Length; i++)
        {
            if (Discard().Match(lines[i]) is not { Success: true } left)
            {
                continue;
            }

            var indent = left.Groups[1].Value;
            for (
                var above = i - 1;
                above >= 0 && lines[above].Trim() != "{" && !Opening().IsMatch(lines[above]);
                above--
            )
            {
                if (lines[above].StartsWith(indent) && EnumArm().IsMatch(lines[above][indent.Length..]))
                {
                    yield return $"{file}:{i + 1} {lines[i].Trim()}";
                    break;
                }
            }
        }
    }

    [GeneratedRegex(@"^(\s+)_ => (?!throw )")]
    private static partial Regex Discard();

    [GeneratedRegex(@"switch\s*\{?\s*$")]
    private static partial Regex Opening();

    [GeneratedRegex(@"^[A-Z]\w+\.[A-Z]\w+( or .*| when .*)? =>")]
    private static partial Regex EnumArm();
}
