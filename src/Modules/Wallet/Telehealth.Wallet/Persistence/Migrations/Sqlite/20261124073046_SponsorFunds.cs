using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Telehealth.Wallet.Persistence.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class SponsorFunds : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.RenameColumn(
                name: "Currency",
                table: "wallet_covers",
                newName: "Commodity");

            migrationBuilder.AddColumn<string>(
                name: "OutcomeRow",
                table: "wallet_earnings",
                type: "TEXT",
                maxLength: 40,
                nullable: false,
                defaultValue: "",
                collation: "BINARY");

            migrationBuilder.AddColumn<string>(
                name: "Fund",
                table: "wallet_covers",
                type: "TEXT",
                maxLength: 40,
                nullable: true,
                collation: "BINARY");

            migrationBuilder.AddColumn<string>(
                name: "PriceCurrency",
                table: "wallet_covers",
                type: "TEXT",
                maxLength: 12,
                nullable: true,
                collation: "BINARY");

            migrationBuilder.AddColumn<long>(
                name: "PriceMinor",
                table: "wallet_covers",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "wallet_credit_orders",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Account = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false, collation: "BINARY"),
                    Commodity = table.Column<string>(type: "TEXT", maxLength: 12, nullable: false, collation: "BINARY"),
                    Units = table.Column<long>(type: "INTEGER", nullable: false),
                    TakesBack = table.Column<bool>(type: "INTEGER", nullable: false),
                    OrderedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    JournalId = table.Column<Guid>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_wallet_credit_orders", x => x.Id);
                    table.CheckConstraint("CK_wallet_credit_orders_units", "\"Units\" >= 0");
                });

            migrationBuilder.CreateIndex(
                name: "IX_wallet_covers_Fund_State",
                table: "wallet_covers",
                columns: new[] { "Fund", "State" });

            migrationBuilder.CreateIndex(
                name: "IX_wallet_credit_orders_Account_Commodity",
                table: "wallet_credit_orders",
                columns: new[] { "Account", "Commodity" });

            migrationBuilder.CreateIndex(
                name: "IX_wallet_credit_orders_JournalId",
                table: "wallet_credit_orders",
                column: "JournalId",
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "wallet_credit_orders");

            migrationBuilder.DropIndex(
                name: "IX_wallet_covers_Fund_State",
                table: "wallet_covers");

            migrationBuilder.DropColumn(
                name: "OutcomeRow",
                table: "wallet_earnings");

            migrationBuilder.DropColumn(
                name: "Fund",
                table: "wallet_covers");

            migrationBuilder.DropColumn(
                name: "PriceCurrency",
                table: "wallet_covers");

            migrationBuilder.DropColumn(
                name: "PriceMinor",
                table: "wallet_covers");

            migrationBuilder.RenameColumn(
                name: "Commodity",
                table: "wallet_covers",
                newName: "Currency");
        }
    }
}
