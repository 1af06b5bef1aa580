using System.Net;
using System.Net.Http.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Http;
using Telehealth.BuildingBlocks.Infrastructure.Jobs;
using Telehealth.BuildingBlocks.Infrastructure.Persistence;
using Telehealth.IntegrationTests.Sessions;
using Telehealth.Notifications.Domain;
using Telehealth.Notifications.Features.Deliveries;
using Telehealth.Notifications.Features.Development;
using Telehealth.Notifications.Gateways;
using Telehealth.Notifications.Persistence;
using Telehealth.Testing;
using Telehealth.Testing.Engines;

namespace Telehealth.IntegrationTests.Notifications;

/// <summary>Sending: once, again after a failure, and what staff see of it.</summary>
public abstract class DeliverySuite(Engine engine) : SessionsSuite(engine)
{
    private const string Subject = "Your appointment is confirmed";

    [EngineFact]
    [Rule("NOT-02", Part = "retries")]
    [Rule("NOT-02", Part = "resend")]
    public async Task A_failing_server_is_tried_eight_times_then_staff_see_it_and_send_it_again()
    {
        await Tell(new BehaviourBody(FailAlways: true));
        await Book(SoonestStart());
        var staff = await App.Client(await App.Staff(Roles.Operations));
        var dead = await List(staff, "dead");
        dead.Count.ShouldBe(2);
        dead.ShouldAllBe(x => x.Tries == 8 && x.LastError == "told-to-fail" && x.Template == "session-confirmed");
        (await ClientHttp.GetAsync("/api/v1/notifications/deliveries")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);

        await Tell(new BehaviourBody());
        (await Post(ClientHttp, $"notifications/deliveries/{dead[0].Id}/resend")).StatusCode.ShouldBe(
            HttpStatusCode.Forbidden
        );
        foreach (var delivery in dead)
        {
            (await Post(staff, $"notifications/deliveries/{delivery.Id}/resend")).StatusCode.ShouldBe(
                HttpStatusCode.Accepted
            );
        }

        await RunSending();
        (await Confirmations(Client)).Count.ShouldBe(1);
        (await List(staff, "dead")).ShouldBeEmpty();
        await Refused(
            Post(staff, $"notifications/deliveries/{dead[0].Id}/resend"),
            409,
            "notifications.delivery-not-stuck"
        );
    }

    [EngineFact]
    [Rule("NOT-02", Part = "same-id")]
    public async Task A_lost_answer_repeats_the_message_with_the_same_message_id()
    {
        await Tell(new BehaviourBody(LoseAnswers: true));
        await Book(SoonestStart());
        var first = (await Confirmations(Client)).Single();
        await Tell(new BehaviourBody());
        await RunSending();
        var second = (await Confirmations(Client)).Single();
        second.MessageId.ShouldBe(first.MessageId);
        (await InState(DeliveryState.Ready)).ShouldBe(0);
    }

    [EngineFact]
    [Rule("NOT-02", Part = "one-sender")]
    public async Task A_delivery_is_taken_by_one_of_many_senders()
    {
        await Tell(new BehaviourBody(FailAlways: true));
        await Book(SoonestStart());
        await Tell(new BehaviourBody(DelayMilliseconds: 50));
        var staff = await App.Client(await App.Staff(Roles.Operations));
        foreach (var delivery in await List(staff, "dead"))
        {
            await Post(staff, $"notifications/deliveries/{delivery.Id}/resend");
        }

        var sent = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => RunSending()));
        sent.Sum().ShouldBe(2);
        (await InState(DeliveryState.Ready)).ShouldBe(0);
    }

    [EngineFact]
    [Rule("NOT-02", Part = "host-fell")]
    public async Task What_a_host_had_in_hand_when_it_fell_is_sent_by_the_next_one()
    {
        App.Crash.Subject = nameof(ClaimDelivery);
        App.Crash.StopAt = "work.after-commit";
        await Book(SoonestStart());
        (await App.Drain()).Drained.ShouldBeTrue();
        App.Crash.StopAt.ShouldBeNull();
        (await Confirmations(Client)).Count.ShouldBe(1);
        (await InState(DeliveryState.Ready)).ShouldBe(0);
    }

    [EngineFact]
    public async Task A_text_message_goes_to_verified_numbers_only()
    {
        var startsAt = SoonestStart();
        var id = await Book(startsAt);
        await App.AdvanceTo(startsAt);
        await Done(Post(ProviderHttp, $"sessions/{id}/start"));
        await App.Drain(allowDead: true);
        var staff = await App.Client(await App.Staff(Roles.Support));
        var skipped = (await List(staff, "skipped")).Single(x => x.Channel == Channel.Sms);
        skipped.LastError.ShouldBe("no-verified-phone");
    }

    private async Task<int> RunSending()
    {
        await using var scope = App.Services.CreateAsyncScope();
        var work = scope
            .ServiceProvider.GetServices<IBackgroundWork>()
            .Single(x => x.Name == "notifications.send-ordinarily");
        return await work.RunReady(force: true, CancellationToken.None);
    }

    private async Task Tell(BehaviourBody behaviour)
    {
        await App.Drain(allowDead: true);
        (await App.Http.PostAsJsonAsync("/dev/mail/behaviour", behaviour, ApiJson.Options)).EnsureSuccessStatusCode();
    }

    private async Task<IReadOnlyList<MailAnswer>> Confirmations(TestPerson person) =>
        [.. (await MailsTo(person)).Where(x => x.Subject.StartsWith(Subject, StringComparison.Ordinal))];

    private static async Task<IReadOnlyList<DeliveryAnswer>> List(HttpClient http, string state) =>
        (
            await http.GetFromJsonAsync<Page<DeliveryAnswer>>(
                $"/api/v1/notifications/deliveries?state={state}",
                ApiJson.Options
            )
        )!.Items;

    private async Task<int> InState(DeliveryState state)
    {
        await using var scope = App.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<NotificationsDbContext>();
        return await db.Deliveries.CountAsync(x => x.State == state);
    }
}

public sealed class SqliteDeliveryTests() : DeliverySuite(Engine.Sqlite);

[NeedsEngine(Engine.Postgres)]
public sealed class PostgresDeliveryTests() : DeliverySuite(Engine.Postgres);
