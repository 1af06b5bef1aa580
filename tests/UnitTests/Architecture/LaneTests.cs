using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Messaging;
using Telehealth.BuildingBlocks.Infrastructure.Persistence;
using Telehealth.Host;
using Telehealth.Notifications.Domain;

namespace Telehealth.UnitTests.Architecture;

/// <summary>
/// Whose delay hurts a person: every consumer and every kind of message says its lane where it is declared, and the
/// urgent ones are listed here, so that nobody moves one without saying so.
/// </summary>
public sealed class LaneTests
{
    private static readonly SubscriptionCatalog Catalog = SubscriptionCatalog.Of(ModuleCatalog.All);

    [Fact]
    public void Safety_is_the_lane_of_what_tells_of_danger_and_of_nothing_else()
    {
        In(Lane.Safety)
            .ShouldBe([
                "compliance.open-risk-alert",
                "notifications.tell-case-overdue",
                "notifications.tell-concern-raised",
                "notifications.tell-risk-alert",
                "notifications.tell-risk-alert-unanswered",
                "notifications.tell-team-unreached",
            ]);
        Kinds(Lane.Safety)
            .ShouldBe([
                "case-overdue",
                "concern-raised",
                "risk-alert",
                "risk-alert-operations",
                "risk-alert-unanswered",
                "team-unreached",
            ]);
    }

    [Fact]
    public void Prompt_is_the_lane_of_what_a_person_waits_for_codes_resets_invitations_offers_joining()
    {
        In(Lane.Prompt)
            .ShouldBe([
                "marketplace.follow-clearance",
                "notifications.mail-confirmation",
                "notifications.mail-hub-invitation",
                "notifications.mail-membership-code",
                "notifications.mail-password-reset",
                "notifications.mail-sign-up-repeated",
                "notifications.tell-broadcast-received",
                "notifications.tell-provider-wanted",
                "notifications.tell-request-received",
                "notifications.tell-session-starting",
                "notifications.text-phone-code",
                "quickconnect.alert-providers",
                "quickconnect.lead-to-room",
                "sessions.schedule",
            ]);
        Kinds(Lane.Prompt)
            .ShouldBe([
                "broadcast-received",
                "confirm-email",
                "hub-invitation",
                "membership-code",
                "phone-code",
                "pool-waiting",
                "request-received",
                "reset-password",
                "session-starting",
                "sign-up-repeated",
            ]);
    }

    [Fact]
    public void What_an_urgent_consumer_writes_down_goes_out_in_no_slower_lane()
    {
        var safety = Catalog.All.Where(x => x.Lane == Lane.Safety).Select(x => Catalog.LaneOf(x.WireName));
        safety.ShouldAllBe(x => x == Lane.Safety);
        MessageKind.All.Where(x => x.ToTeam).ShouldAllBe(x => x.Lane == Lane.Safety && x.Sms && x.EmailAlways);
    }

    [Fact]
    public async Task The_gate_serves_the_urgent_first_and_each_lane_in_order()
    {
        var gate = new WriteGate();
        await gate.Enter(CancellationToken.None);
        var served = new List<string>();
        var waiting = new[] { "o1", "p1", "o2", "s1", "p2", "s2" }.Select(x => Wait(gate, x, served)).ToList();
        gate.Leave();
        await Task.WhenAll(waiting);
        served.ShouldBe(["s1", "s2", "p1", "p2", "o1", "o2"]);
        await gate.Enter(CancellationToken.None);
        gate.Leave();
    }

    [Fact]
    public async Task Whoever_gives_up_waiting_at_the_gate_takes_nobodys_turn()
    {
        var gate = new WriteGate { Patience = TimeSpan.FromMilliseconds(30) };
        await gate.Enter(CancellationToken.None);
        using var gone = new CancellationTokenSource();
        var cancelled = gate.Enter(gone.Token);
        await gone.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(cancelled);
        await Should.ThrowAsync<DatabaseBusyException>(gate.Enter(CancellationToken.None));
        Should.Throw<DatabaseBusyException>(gate.Enter);
        gate.Leave();
        await gate.Enter(CancellationToken.None);
        gate.Leave();
    }

    private static async Task Wait(WriteGate gate, string who, List<string> served)
    {
        Lanes.Enter(
            who[0] switch
            {
                's' => Lane.Safety,
                'p' => Lane.Prompt,
                _ => Lane.Ordinary,
            }
        );
        await gate.Enter(CancellationToken.None);
        served.Add(who);
        gate.Leave();
    }

    private static string[] In(Lane lane) =>
        [.. Catalog.All.Where(x => x.Lane == lane).Select(x => x.Consumer).Distinct().Order(StringComparer.Ordinal)];

    private static string[] Kinds(Lane lane) =>
        [.. MessageKind.All.Where(x => x.Lane == lane).Select(x => x.Template).Order(StringComparer.Ordinal)];
}
