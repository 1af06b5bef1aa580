using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Jobs;
using Telehealth.Notifications.Domain;

namespace Telehealth.Notifications.Features.Deliveries;

/// <summary>
/// Sends what waits in one lane. Each lane has workers of its own, and where somebody may be in danger text messages
/// and mails have them apart: a mail server that hangs keeps no phone silent.
/// </summary>
internal abstract class SendDeliveries(string name, Lane lane, Channel? channel, DeliveryRound round) : IBackgroundWork
{
    public string Name { get; } = $"notifications.send-{name}";

    public Lane Lane { get; } = lane;

    public virtual int Workers => 2;

    public Task<int> RunReady(bool force, CancellationToken ct) => round.Run(Name, Lane, channel, force, ct);

    public Task<long?> WaitsSinceMicros(CancellationToken ct) => round.WaitsSinceMicros(Lane, channel, ct);

    public Task<int> Pending(CancellationToken ct) => round.Pending(Lane, channel, ct);
}

internal sealed class SendSafetyTexts(DeliveryRound round)
    : SendDeliveries("safety-texts", Lane.Safety, Channel.Sms, round)
{
    public override int Workers => 4;
}

internal sealed class SendSafetyMails(DeliveryRound round)
    : SendDeliveries("safety-mails", Lane.Safety, Channel.Email, round)
{
    public override int Workers => 4;
}

internal sealed class SendPromptly(DeliveryRound round) : SendDeliveries("promptly", Lane.Prompt, null, round);

internal sealed class SendOrdinarily(DeliveryRound round) : SendDeliveries("ordinarily", Lane.Ordinary, null, round);
