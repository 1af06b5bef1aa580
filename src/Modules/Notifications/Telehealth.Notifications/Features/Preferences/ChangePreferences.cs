using FluentValidation;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Http;
using Telehealth.BuildingBlocks.Infrastructure.Modules;
using Telehealth.BuildingBlocks.Infrastructure.Pipeline;
using Telehealth.Notifications.Domain;
using Telehealth.Notifications.Persistence;

namespace Telehealth.Notifications.Features.Preferences;

internal sealed class GetPreferencesEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapGet(
                "/notifications/preferences",
                async (ISender sender, CancellationToken ct) =>
                    (await sender.Send(new GetPreferences(), ct)).ToHttp(x => x.Version)
            )
            .WithName("GetNotificationPreferences")
            .WithSummary("By which ways I hear of what")
            .WithTags("Notifications")
            .Answers<PreferencesAnswer>(200);
}

internal sealed class ChangePreferencesEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapPut("/notifications/preferences", Change)
            .WithName("ChangeNotificationPreferences")
            .WithSummary("Choose by which ways I hear of what")
            .WithTags("Notifications")
            .Answers<PreferencesAnswer>(200, 400, 412, 428);

    private static async Task<Microsoft.AspNetCore.Http.IResult> Change(
        PreferencesBody body,
        ISender sender,
        HttpContext http,
        CancellationToken ct
    )
    {
        if (http.IfMatch() is not { } version)
        {
            return RequestHeaders.PreconditionRequired();
        }

        var changed = await sender.Send(new ChangePreferences(body.Topics, version), ct, http.IdempotencyKey());
        return changed.Error is null
            ? (await sender.Send(new GetPreferences(), ct)).ToHttp(x => x.Version)
            : changed.ToHttp();
    }
}

/// <summary>Choices per topic; a topic left out is not switched off.</summary>
/// <param name="Topics">Requests, sessions, reminders, money; account mail cannot be switched off.</param>
public sealed record PreferencesBody(IReadOnlyList<TopicPreference> Topics);

/// <summary>The ways of one topic. Invitations and receipts come by mail in any case.</summary>
/// <param name="Topic">What it is about.</param>
/// <param name="Email">By mail.</param>
/// <param name="Sms">By text message, to a verified number.</param>
/// <param name="InApp">In the app.</param>
public sealed record TopicPreference(Topic Topic, bool Email, bool Sms, bool InApp);

/// <summary>What is chosen.</summary>
/// <param name="Topics">Every topic that can be changed.</param>
/// <param name="Version">Also the ETag.</param>
public sealed record PreferencesAnswer(IReadOnlyList<TopicPreference> Topics, long Version);

internal sealed record GetPreferences : IQuery<PreferencesAnswer>;

internal sealed class GetPreferencesHandler(NotificationsDbContext db, IWork work)
    : IQueryHandler<GetPreferences, PreferencesAnswer>
{
    public async Task<Result<PreferencesAnswer>> Handle(GetPreferences query, CancellationToken ct)
    {
        var person = work.Actor.Person ?? default;
        var found = await db.Preferences.AsNoTracking().SingleOrDefaultAsync(x => x.PersonId == person, ct);
        var chosen = found ?? new Preference(person);
        return new PreferencesAnswer(
            [
                .. Enum.GetValues<Topic>()
                    .Where(x => x != Topic.Account)
                    .Select(x => new TopicPreference(
                        x,
                        chosen.Wants(x, Ways.Email),
                        chosen.Wants(x, Ways.Sms),
                        chosen.Wants(x, Ways.InApp)
                    )),
            ],
            chosen.Version
        );
    }
}

internal sealed record ChangePreferences(IReadOnlyList<TopicPreference> Topics, long Version) : ICommand<Done>;

internal sealed class ChangePreferencesValidator : AbstractValidator<ChangePreferences>
{
    public ChangePreferencesValidator() =>
        RuleFor(x => x.Topics)
            .Must(x => x.All(y => y is not null && y.Topic != Topic.Account))
            .WithMessage("Messages about your account cannot be switched off.")
            .Must(x => x.Where(y => y is not null).Select(y => y.Topic).Distinct().Count() == x.Count)
            .WithMessage("Name each topic once.");
}

internal sealed class ChangePreferencesHandler(NotificationsDbContext db, IWork work)
    : ICommandHandler<ChangePreferences, Done>
{
    private static readonly Error Changed = new(
        "notifications.preferences-changed",
        ErrorKind.PreconditionFailed,
        "Your choices were changed elsewhere. Look at the current ones and try again."
    );

    public async Task<Result<Done>> Handle(ChangePreferences command, CancellationToken ct)
    {
        await work.Begin(ct);
        var person = work.Actor.Person ?? default;
        var preference = await db.Preferences.SingleOrDefaultAsync(x => x.PersonId == person, ct);
        if ((preference?.Version ?? 0) != command.Version)
        {
            return Changed;
        }

        if (preference is null)
        {
            preference = new Preference(person);
            db.Preferences.Add(preference);
        }

        preference.Change(command.Topics.SelectMany(Off));
        return Done.Value;
    }

    private static IEnumerable<(Topic Topic, string Way)> Off(TopicPreference choice)
    {
        if (!choice.Email)
        {
            yield return (choice.Topic, Ways.Email);
        }

        if (!choice.Sms)
        {
            yield return (choice.Topic, Ways.Sms);
        }

        if (!choice.InApp)
        {
            yield return (choice.Topic, Ways.InApp);
        }
    }
}
