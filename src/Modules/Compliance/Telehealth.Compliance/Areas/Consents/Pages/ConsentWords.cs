using Microsoft.AspNetCore.Mvc.Rendering;
using Telehealth.Compliance.Domain;

namespace Telehealth.Compliance.Areas.Consents.Pages;

/// <summary>Consents in plain words.</summary>
internal static class ConsentWords
{
    public static IEnumerable<SelectListItem> Relationships(GuardianRelationship chosen) =>
        Enum.GetValues<GuardianRelationship>().Select(x => new SelectListItem(Of(x), x.ToString(), x == chosen));

    public static IEnumerable<SelectListItem> Methods(ConsentMethod chosen) =>
        Enum.GetValues<ConsentMethod>().Select(x => new SelectListItem(Of(x), x.ToString(), x == chosen));

    public static string Of(GuardianRelationship relationship) =>
        relationship switch
        {
            GuardianRelationship.Parent => "Parent",
            GuardianRelationship.LegalGuardian => "Legal guardian",
            GuardianRelationship.FosterCarer => "Foster carer",
            GuardianRelationship.LocalAuthority => "Local authority",
            _ => throw new ArgumentOutOfRangeException(nameof(relationship)),
        };

    private static string Of(ConsentMethod method) =>
        method switch
        {
            ConsentMethod.SignedForm => "Signed form",
            ConsentMethod.VideoCall => "Video call",
            ConsentMethod.InPerson => "In person",
            _ => throw new ArgumentOutOfRangeException(nameof(method)),
        };
}
