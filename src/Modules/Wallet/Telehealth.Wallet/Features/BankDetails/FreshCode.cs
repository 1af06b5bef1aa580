using Telehealth.BuildingBlocks;
using Telehealth.Identity.Contracts;

namespace Telehealth.Wallet.Features.BankDetails;

/// <summary>
/// Step-up before a change of where money goes. Who has no second factor passes: the cooling period and the mail to the
/// known address stand between a thief and the money then.
/// </summary>
internal sealed class FreshCode(ISender sender)
{
    private const string NoSecondFactor = "identity.second-factor-missing";
    private const string CodeWrong = "identity.code-wrong";

    public async Task<Error?> Check(PersonId person, string? code, CancellationToken ct)
    {
        var told = string.Concat((code ?? "").Where(x => !char.IsWhiteSpace(x)));
        var answer = await sender.Send(new CheckStepUp(person, new Secret(told)), ct);
        return answer.Error switch
        {
            null or { Code: NoSecondFactor } => null,
            { Code: CodeWrong } when told.Length == 0 => BankDetailsErrors.CodeNeeded,
            { Code: CodeWrong } wrong => wrong with
            {
                Fields = new Dictionary<string, string[]> { ["code"] = [wrong.Message] },
            },
            var other => other,
        };
    }
}
