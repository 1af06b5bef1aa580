using NodaTime;
using Telehealth.BuildingBlocks;
using Telehealth.Testing;
using Telehealth.Wallet.Domain;

namespace Telehealth.UnitTests.Wallet;

/// <summary>The fencing of attempts, as commands.md writes it: every state against every attempt.</summary>
public class CoverTests
{
    private static readonly Instant Now = Instant.FromUtc(2026, 11, 2, 9, 0);
    private static readonly Instant Expiry = Now + Duration.FromHours(48);
    private static readonly Money Price = Money.Gbp(6000);

    /// <summary>State, attempt carried, attempt asked for, and the answer: null is yes.</summary>
    public static TheoryData<string, int, int, string?> Table =>
        new()
        {
            { "reserved", 0, 1, null },
            { "reserved", 0, 7, null },
            { "reserved", 2, 3, null },
            { "reserved", 2, 2, "wallet.attempt-superseded" },
            { "reserved", 2, 1, "wallet.attempt-superseded" },
            { "confirmed", 2, 2, null },
            { "confirmed", 2, 3, null },
            { "confirmed", 2, 1, "wallet.attempt-superseded" },
            { "posted", 2, 2, "wallet.cover-ended" },
            { "posted", 2, 3, "wallet.cover-ended" },
            { "released", 2, 3, "wallet.cover-ended" },
            { "expired", 0, 1, "wallet.cover-ended" },
            { "overdue", 0, 1, "wallet.cover-ended" },
        };

    [Theory]
    [Rule("WAL-03", Part = "no-cover")]
    [MemberData(nameof(Table))]
    public void A_confirmation_is_answered_by_its_attempt(string state, int carried, int asked, string? refusal)
    {
        var cover = In(state, carried);
        var answer = cover.Confirm(asked, Price, state == "overdue" ? Expiry : Now);
        answer.Error?.Code.ShouldBe(refusal);
        (answer.Error is null).ShouldBe(refusal is null);
        if (refusal is null)
        {
            cover.State.ShouldBe(CoverState.Confirmed);
            cover.Attempt.ShouldBe(asked);
        }
        else
        {
            cover.Attempt.ShouldBe(carried);
        }
    }

    [Fact]
    public void A_confirmed_cover_outlives_its_reservation()
    {
        var cover = In("confirmed", 1);
        cover.Expire(Expiry + Duration.FromDays(30)).ShouldBeNull();
        cover.Confirm(2, Price, Expiry + Duration.FromDays(30)).IsSuccess.ShouldBeTrue();
    }

    [Fact]
    public void Confirming_less_lets_the_rest_go_and_more_is_refused()
    {
        var cover = In("reserved", 0);
        cover.Confirm(1, Money.Gbp(6001), Now).Error!.Code.ShouldBe("wallet.cover-mismatch");
        cover.Confirm(1, Money.Gbp(4000), Now).Value.ShouldBe(Money.Gbp(2000));
        cover.Amount.ShouldBe(Money.Gbp(4000));
    }

    [Fact]
    public void A_failed_attempt_goes_back_to_reserved_while_time_is_left()
    {
        var cover = In("confirmed", 1);
        cover.FailAttempt(1, Now).ShouldBeNull();
        cover.State.ShouldBe(CoverState.Reserved);
        cover.Confirm(1, Price, Now).Error!.Code.ShouldBe("wallet.attempt-superseded");
        cover.Confirm(2, Price, Now).IsSuccess.ShouldBeTrue();
    }

    [Fact]
    public void A_failed_attempt_is_released_when_no_time_is_left()
    {
        var cover = In("confirmed", 1);
        cover.FailAttempt(1, Expiry).ShouldBe(Price);
        cover.State.ShouldBe(CoverState.Released);
    }

    [Fact]
    public void A_failed_attempt_that_was_taken_over_changes_nothing()
    {
        var cover = In("confirmed", 2);
        cover.FailAttempt(1, Now).ShouldBeNull();
        cover.State.ShouldBe(CoverState.Confirmed);
        cover.Attempt.ShouldBe(2);
    }

    [Fact]
    public void A_failed_attempt_fences_its_own_late_confirmation_off()
    {
        var cover = In("reserved", 0);
        cover.FailAttempt(1, Now).ShouldBeNull();
        cover.Confirm(1, Price, Now).Error!.Code.ShouldBe("wallet.attempt-superseded");
        cover.Confirm(2, Price, Now).IsSuccess.ShouldBeTrue();
    }

    [Theory]
    [InlineData("reserved")]
    [InlineData("posted")]
    [InlineData("released")]
    [InlineData("expired")]
    public void Only_a_confirmed_cover_is_posted(string state) =>
        Should.Throw<InvalidOperationException>(() => In(state, 1).Post(new(Ids.New()), Price));

    [Fact]
    public void A_cover_is_posted_at_exactly_its_price() =>
        Should.Throw<InvalidOperationException>(() => In("confirmed", 1).Post(new(Ids.New()), Money.Gbp(5999)));

    [Fact]
    public void An_ended_cover_lets_nothing_go_again()
    {
        foreach (var state in new[] { "posted", "released", "expired" })
        {
            In(state, 1).Release().ShouldBeNull();
        }
    }

    private static Cover In(string state, int attempt)
    {
        var cover = Cover.Reserve(new(Ids.New()), new(Ids.New()), Price, Expiry, 0);
        if (attempt > 0)
        {
            cover.Confirm(attempt, Price, Now);
        }

        switch (state)
        {
            case "reserved" when attempt > 0:
                cover.FailAttempt(attempt, Now);
                break;
            case "posted":
                cover.Post(new(Ids.New()), Price);
                break;
            case "released":
                cover.Release();
                break;
            case "expired":
                cover.FailAttempt(attempt, Now);
                cover.Expire(Expiry);
                break;
        }

        return cover;
    }
}
