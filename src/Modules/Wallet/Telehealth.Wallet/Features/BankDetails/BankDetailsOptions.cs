namespace Telehealth.Wallet.Features.BankDetails;

/// <summary>What configuration section <c>Wallet:Payouts</c> says of bank details.</summary>
internal sealed class BankDetailsOptions
{
    /// <summary>How long payouts rest after a change, on the business clock.</summary>
    public int CoolingHours { get; set; } = 72;

    /// <summary>A newer <c>valacdos.txt</c> of Vocalink; empty for the one within.</summary>
    public string? ModulusFile { get; set; }

    /// <summary>A newer <c>scsubtab.txt</c> of Vocalink; empty for the one within.</summary>
    public string? SubstitutionFile { get; set; }
}
