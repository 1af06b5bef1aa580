using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Telehealth.Wallet.Persistence.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class CreditPeriods : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<long>(
                name: "PeriodEndsAt",
                table: "wallet_covers",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "wallet_credit_periods",
                columns: table => new
                {
                    Account = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false, collation: "BINARY"),
                    Commodity = table.Column<string>(type: "TEXT", maxLength: 12, nullable: false, collation: "BINARY"),
                    StartsAt = table.Column<long>(type: "INTEGER", nullable: false),
                    EndsAt = table.Column<long>(type: "INTEGER", nullable: false),
                    Allotted = table.Column<long>(type: "INTEGER", nullable: false),
                    Cap = table.Column<long>(type: "INTEGER", nullable: false),
                    CarriedOver = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_wallet_credit_periods", x => new { x.Account, x.Commodity });
                    table.CheckConstraint("CK_wallet_credit_periods_counts", "\"Allotted\" >= 0 AND \"Cap\" >= 0 AND \"CarriedOver\" >= 0");
                });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "wallet_credit_periods");

            migrationBuilder.DropColumn(
                name: "PeriodEndsAt",
                table: "wallet_covers");
        }
    }
}
